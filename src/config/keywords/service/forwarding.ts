/** How packets reach the servers: the methods of a `virtual_server` and of a single `real_server`. */
import { forwarding } from "../../forms/forwarding.ts";
import { aliasKeyword, defaultedKeyword, valueKeyword } from "../../keyword.ts";
import type { Forwarding } from "../../model.ts";

const common = {
  support: "full",
  requires: [["LVS"]],
  form: forwarding,
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
} as const;

export const lbKind = defaultedKeyword<Forwarding>({
  ...common,
  name: "lb_kind",
  doc: "How packets reach the servers: NAT rewrites them, DR and TUN leave the answers to the servers.",
  example: "lb_kind DR",
  default: { method: "NAT" },
});

export const lvsMethod = aliasKeyword({
  name: "lvs_method",
  of: "lb_kind",
  doc: "Another name of lb_kind.",
  since: "1.1.5",
  requires: [["LVS"]],
});

export const realServerMethod = valueKeyword<Forwarding>({
  ...common,
  name: "lvs_method",
  doc: "How packets reach this server; lb_kind is not known at this level.",
  example: "lvs_method DR",
  since: "1.3.6",
  default: { kind: "derived", from: "the virtual server's method" },
});
