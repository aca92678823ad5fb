/** The keywords of `virtual_server`. */

import { choice } from "../forms/choice.ts";
import { forwarding } from "../forms/forwarding.ts";
import { integer } from "../forms/number.ts";
import { serviceName } from "../forms/service-key.ts";
import { aliasKeyword, blockKeyword, defaultedKeyword, valueKeyword } from "../keyword.ts";
import type { Forwarding, Protocol } from "../model.ts";
import { timingKeywords } from "./check-timing.ts";
import { realServer } from "./real-server.ts";

const common = {
  support: "full",
  requires: [["LVS"]],
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
} as const;

/** The schedulers that keepalived knows (ipvsadm(8)). */
const schedulers = [
  "rr",
  "wrr",
  "lc",
  "wlc",
  "lblc",
  "sh",
  "mh",
  "dh",
  "fo",
  "ovf",
  "lblcr",
  "sed",
  "nq",
  "twos",
] as const;

export const lbAlgo = defaultedKeyword<(typeof schedulers)[number]>({
  ...common,
  name: "lb_algo",
  doc: "The kernel's scheduler, which picks the server of each new connection.",
  example: "lb_algo rr",
  form: choice(schedulers),
  default: "wlc",
});

export const lvsSched = aliasKeyword({
  name: "lvs_sched",
  of: "lb_algo",
  doc: "Another name of lb_algo.",
  since: "1.1.5",
  requires: [["LVS"]],
});

export const lbKind = defaultedKeyword<Forwarding>({
  ...common,
  name: "lb_kind",
  doc: "How packets reach the servers: NAT rewrites them, DR and TUN leave the answers to the servers.",
  example: "lb_kind DR",
  form: forwarding,
  default: { method: "NAT" },
});

export const lvsMethod = aliasKeyword({
  name: "lvs_method",
  of: "lb_kind",
  doc: "Another name of lb_kind.",
  since: "1.1.5",
  requires: [["LVS"]],
});

/** Seconds of persistence when the keyword stands alone or port 0 forces it. */
export const DEFAULT_PERSISTENCE_S = 360;

export const persistenceTimeout = valueKeyword<number>({
  ...common,
  name: "persistence_timeout",
  doc: "A client stays with its server for this many seconds after its last connection.",
  example: "persistence_timeout 50",
  form: integer({ min: 1, max: 2_678_400, unit: "seconds", bare: DEFAULT_PERSISTENCE_S }),
  default: { kind: "absent" },
  whenMissing: "allowed",
});

export const protocol = defaultedKeyword<Protocol>({
  ...common,
  name: "protocol",
  doc: "The transport of the service; upper or lower case.",
  example: "protocol TCP",
  form: choice(["TCP", "UDP", "SCTP"], { ignoreCase: true }),
  default: "UDP",
});

export const virtualServerWeight = defaultedKeyword<number>({
  ...common,
  name: "weight",
  doc: "The weight of each server that has none of its own.",
  example: "weight 1",
  since: "1.3.7",
  form: integer({ min: 1, max: 0x7fff_ffff }),
  default: 1,
});

export const virtualServerTiming = timingKeywords({
  defaults: {
    delayLoop: "60",
    connectTimeout: "5",
    retry: "1",
    delayBeforeRetry: "1",
    warmup: "delay_loop",
  },
  since: { connectTimeout: "2.0.13", retry: "1.3.7", delayBeforeRetry: "1.3.7", warmup: "1.3.7" },
  fewestRetries: 1,
});

export const virtualServer = blockKeyword({
  name: "virtual_server",
  doc: "One service of the kernel's IPVS table, named by address and port or by a firewall mark, with its servers.",
  example: "virtual_server 172.16.1.100 80 {",
  support: "full",
  requires: [["LVS"]],
  head: serviceName,
  whenMissing: "fatal",
  whenRepeated: "collected",
  owner: "checker",
  keywords: {
    lbAlgo,
    lvsSched,
    lbKind,
    lvsMethod,
    persistenceTimeout,
    protocol,
    weight: virtualServerWeight,
    ...virtualServerTiming,
    realServer,
  },
});
