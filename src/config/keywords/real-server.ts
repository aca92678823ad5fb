/** The keywords of `real_server` in a `virtual_server`. */

import { addressAndPort } from "../forms/address.ts";
import { forwarding } from "../forms/forwarding.ts";
import { integer } from "../forms/number.ts";
import { blockKeyword, valueKeyword } from "../keyword.ts";
import type { Forwarding } from "../model.ts";
import { timingKeywords } from "./check-timing.ts";
import { tcpCheck } from "./tcp-check.ts";

export const realServerWeight = valueKeyword<number>({
  name: "weight",
  doc: "The server's share of new connections; 0 gets none.",
  example: "weight 1",
  support: "full",
  requires: [["LVS"]],
  form: integer({ min: 0, max: 0x7fff_ffff }),
  default: { kind: "derived", from: "the virtual server's weight" },
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
});

export const realServerMethod = valueKeyword<Forwarding>({
  name: "lvs_method",
  doc: "How packets reach this server; lb_kind is not known at this level.",
  example: "lvs_method DR",
  support: "full",
  since: "1.3.6",
  requires: [["LVS"]],
  form: forwarding,
  default: { kind: "derived", from: "the virtual server's method" },
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
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

export const realServer = blockKeyword({
  name: "real_server",
  doc: "One server of the pool; without a port it has the service's.",
  example: "real_server 172.16.1.5 80 {",
  support: "full",
  requires: [["LVS"]],
  head: addressAndPort,
  whenMissing: "fatal",
  whenRepeated: "collected",
  keywords: { weight: realServerWeight, lvsMethod: realServerMethod, ...realServerTiming, tcpCheck },
});
