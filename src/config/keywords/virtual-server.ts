/** The keywords of `virtual_server`. */
import { choice } from "../forms/choice.ts";
import { integer } from "../forms/number.ts";
import { type ServiceName, serviceName } from "../forms/service-key.ts";
import { text } from "../forms/text.ts";
import { blockKeyword, defaultedKeyword, flagKeyword, valueKeyword } from "../keyword.ts";
import type { Protocol } from "../model.ts";
import { timingKeywords } from "./check-timing.ts";
import { realServer } from "./real-server.ts";
import { ipFamily } from "./service/family.ts";
import { lbKind, lvsMethod } from "./service/forwarding.ts";
import { smtpAlert, snmpName } from "./service/notification.ts";
import { persistenceKeywords } from "./service/persistence.ts";
import { quorumKeywords } from "./service/quorum.ts";
import { schedulingKeywords } from "./service/scheduling.ts";
import { sorryServerKeywords } from "./service/sorry-server.ts";

const common = {
  requires: [["LVS"]],
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
} as const;

export const protocol = defaultedKeyword<Protocol>({
  ...common,
  name: "protocol",
  doc: "The transport of the service; upper or lower case.",
  example: "protocol TCP",
  support: "full",
  form: choice(["TCP", "UDP", "SCTP"], { ignoreCase: true }),
  default: "UDP",
});

export const haSuspend = flagKeyword({
  name: "ha_suspend",
  doc: "Servers are checked only while this machine has the service's address.",
  example: "ha_suspend",
  support: "accepted",
  requires: [["LVS"]],
  default: { kind: "absent" },
});

export const virtualServerWeight = defaultedKeyword<number>({
  ...common,
  name: "weight",
  doc: "The weight of each server that has none of its own.",
  example: "weight 1",
  support: "full",
  since: "1.3.7",
  form: integer({ min: 1, max: 0x7fff_ffff }),
  default: 1,
});

export const virtualServerTiming = timingKeywords({
  defaults: {
    delayLoop: "60",
    connectTimeout: "5",
    retry: "1 (MISC_CHECK 0, DNS_CHECK 3)",
    delayBeforeRetry: "1 s (HTTP_GET and SSL_GET 3 s, DNS_CHECK delay_loop)",
    warmup: "delay_loop",
  },
  since: { connectTimeout: "2.0.13", retry: "1.3.7", delayBeforeRetry: "1.3.7", warmup: "1.3.7" },
  fewestRetries: 1,
});

/** What stands in the block beside its servers. */
export const serviceKeywords = {
  ipFamily,
  protocol,
  ...schedulingKeywords,
  lbKind,
  lvsMethod,
  ...persistenceKeywords,
  ...virtualServerTiming,
  haSuspend,
  inhibitOnFailure: flagKeyword({
    name: "inhibit_on_failure",
    doc: "A failed server stays in the kernel's table with weight 0; a word behind it changes nothing, also not off.",
    example: "inhibit_on_failure",
    support: "accepted",
    since: "1.3.7",
    requires: [["LVS"]],
    default: { kind: "absent" },
  }),
  virtualhost: valueKeyword<string>({
    ...common,
    name: "virtualhost",
    doc: "The host that HTTP checks ask for.",
    example: "virtualhost www.example.org",
    support: "accepted",
    form: text({ name: "host", mayBeEmpty: true }),
    default: { kind: "absent" },
    whenMissing: "reported",
  }),
  smtpAlert: smtpAlert({
    doc: "A mail is sent when the service gains or loses its quorum.",
    default: "smtp_alert_checker of global_defs, else its smtp_alert, else off",
  }),
  snmpName: snmpName(),
  ...quorumKeywords,
  weight: virtualServerWeight,
  ...sorryServerKeywords,
};

export const virtualServer = blockKeyword<
  ServiceName,
  typeof serviceKeywords & { realServer: typeof realServer }
>({
  name: "virtual_server",
  doc: "One service of the kernel's IPVS table, named by address and port or by a firewall mark, with its servers.",
  example: "virtual_server 172.16.1.100 80 {",
  support: "full",
  requires: [["LVS"]],
  head: serviceName,
  whenMissing: "fatal",
  whenRepeated: "collected",
  owner: "checker",
  keywords: { ...serviceKeywords, realServer },
});
