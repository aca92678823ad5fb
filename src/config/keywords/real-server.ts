/** The keywords of `real_server` in a `virtual_server`. */
import { formatAddress } from "../../values/address.ts";
import type { BlockNode } from "../block-node.ts";
import { type AddressAndPort, addressAndPort } from "../forms/address.ts";
import { boolean } from "../forms/boolean.ts";
import { integer } from "../forms/number.ts";
import { type Script, script } from "../forms/script.ts";
import { text } from "../forms/text.ts";
import {
  blockKeyword,
  type DefaultedKeyword,
  defaultedKeyword,
  type Sentence,
  type ValueKeyword,
  valueKeyword,
} from "../keyword.ts";
import type { Scope } from "../scope.ts";
import type { Span } from "../source.ts";
import { timingKeywords } from "./check-timing.ts";
import { checks } from "./checks/checks.ts";
import { isTunnelled, serverFamily, serviceFamily } from "./service/family.ts";
import { realServerMethod } from "./service/forwarding.ts";
import { smtpAlert, snmpName } from "./service/notification.ts";

const common = {
  requires: [["LVS"]],
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
} as const;

export const realServerWeight = valueKeyword<number>({
  ...common,
  name: "weight",
  doc: "The server's share of new connections; 0 gets none.",
  example: "weight 1",
  support: "full",
  form: integer({ min: 0, max: 0x7fff_ffff }),
  default: { kind: "derived", from: "the virtual server's weight" },
});

export const realServerTiming = timingKeywords({
  defaults: {
    delayLoop: "the virtual server's value",
    connectTimeout: "the virtual server's value",
    retry: "the virtual server's value",
    delayBeforeRetry: "the virtual server's value",
    warmup: "the virtual server's value",
  },
  since: {
    delayLoop: "1.3.7",
    connectTimeout: "2.0.13",
    retry: "1.3.7",
    delayBeforeRetry: "1.3.7",
    warmup: "1.3.7",
  },
  fewestRetries: 1,
});

function connectionLimit(
  name: string,
  doc: Sentence,
  needs: readonly string[] = [],
): DefaultedKeyword<number> {
  return defaultedKeyword<number>({
    ...common,
    name,
    doc,
    example: `${name} 100`,
    ...(needs.length === 0 ? {} : { exampleNeeds: needs }),
    support: "full",
    since: "1.1.13",
    form: integer({ min: 0, max: 0xffff_ffff, unit: "connections" }),
    default: 0,
  });
}

function notifyScript(name: string, doc: Sentence): ValueKeyword<Script> {
  return valueKeyword<Script>({
    ...common,
    name,
    doc,
    example: `${name} "/usr/local/bin/${name} 10.0.0.5"`,
    support: "accepted",
    form: script,
    splitting: "script",
    default: { kind: "absent" },
    whenRepeated: "first-wins-reported",
  });
}

function inherited(name: string, doc: Sentence, since?: string): ValueKeyword<boolean> {
  return valueKeyword<boolean>({
    ...common,
    name,
    doc,
    example: `${name} on`,
    support: "accepted",
    ...(since === undefined ? {} : { since }),
    form: boolean,
    default: { kind: "derived", from: "the virtual server's value" },
    whenMissing: "allowed",
  });
}

/** What stands in the block beside its checks. */
export const serverKeywords = {
  weight: realServerWeight,
  lvsMethod: realServerMethod,
  upperThreshold: connectionLimit("uthreshold", "With this many connections the server gets no new ones."),
  lowerThreshold: connectionLimit("lthreshold", "Below this many connections it gets new ones again.", [
    "uthreshold 200",
  ]),
  inhibitOnFailure: inherited(
    "inhibit_on_failure",
    "When it fails, it stays in the kernel's table with weight 0.",
  ),
  notifyUp: notifyScript("notify_up", "Runs when the server becomes usable."),
  notifyDown: notifyScript("notify_down", "Runs when the server fails."),
  alpha: inherited("alpha", "The server counts as down until a check succeeds.", "1.3.7"),
  ...realServerTiming,
  smtpAlert: smtpAlert({
    doc: "A mail is sent when the server goes up or down; unlike the others on when nothing says otherwise.",
    default: "smtp_alert_checker of global_defs, else its smtp_alert, else on",
  }),
  virtualhost: valueKeyword<string>({
    ...common,
    name: "virtualhost",
    doc: "The host that HTTP checks of this server ask for.",
    example: "virtualhost www.example.org",
    support: "accepted",
    since: "1.3.6",
    form: text({ name: "host", mayBeEmpty: true }),
    default: { kind: "derived", from: "the virtual server's value" },
    whenMissing: "reported",
  }),
  snmpName: snmpName(),
};

/** keepalived knows the family at the server's closing brace: what stands below it changes nothing any more. */
function judgeFamily(server: BlockNode<AddressAndPort>, scope: Scope, at: Span): "keep" | "drop" {
  const service = server.parent;
  if (service === undefined || isTunnelled(server, service)) return "keep";
  const family = serviceFamily(service, server);
  if (family === undefined || family === serverFamily(server)) return "keep";
  const address = formatAddress(server.head.address);
  const text = `real server ${address} is not of the service's family (IPv${family}) and is ignored; only TUN allows that`;
  scope.say("address-family-mismatch", "error", at, text);
  return "drop";
}

export const realServer = blockKeyword<AddressAndPort, typeof serverKeywords & typeof checks>({
  name: "real_server",
  doc: "One server of the pool; without a port it has the service's.",
  example: "real_server 172.16.1.5 80 {",
  support: "full",
  requires: [["LVS"]],
  head: addressAndPort,
  whenMissing: "fatal",
  whenRepeated: "collected",
  keywords: { ...serverKeywords, ...checks },
  closed: judgeFamily,
});
