/** Keywords that say which virtual router an instance is: interface, number, protocol version, and how strictly it keeps to it. */

import { findNamed } from "../../block-node.ts";
import { boolean } from "../../forms/boolean.ts";
import { accepted, refused } from "../../forms/form.ts";
import { interfaceName, networkInterface } from "../../forms/interface-name.ts";
import { integer, seconds } from "../../forms/number.ts";
import { defaultedKeyword, flagKeyword, valueKeyword } from "../../keyword.ts";
import { writtenFamily } from "./family.ts";

const requires = [["VRRP"]] as const;

export const interfaceKeyword = valueKeyword<string>({
  name: "interface",
  doc: "The interface that advertisements run on and that carries the virtual addresses.",
  example: "interface eth1",
  support: "full",
  requires,
  form: interfaceName,
  default: { kind: "mandatory" },
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
});

export const vrf = valueKeyword<string>({
  name: "vrf",
  doc: "The VRF device that a unicast instance without an interface of its own runs in.",
  example: "vrf eth1",
  exampleNeeds: ["virtual_router_id 50"],
  support: "accepted",
  since: "2.2.5",
  requires: [["VRRP", "VRF"]],
  form: networkInterface,
  default: { kind: "absent" },
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "first-wins-reported",
  settle: (name, { node }) =>
    findNamed(node, "interface") === undefined
      ? accepted(name)
      : refused("option-unsupported", "the instance has an interface, so it cannot have a VRF as well"),
});

export const virtualRouterId = valueKeyword<number>({
  name: "virtual_router_id",
  doc: "The number of the virtual router, the same on all its members and different from all others on the network.",
  example: "virtual_router_id 50",
  support: "full",
  requires,
  form: integer({ min: 1, max: 255, strict: true }),
  default: { kind: "mandatory" },
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
});

export const version = valueKeyword<number>({
  name: "version",
  doc: "The VRRP version that the instance speaks; IPv6 knows version 3 only.",
  example: "version 2",
  support: "full",
  since: "1.2.17",
  requires,
  form: integer({ min: 2, max: 3 }),
  default: { kind: "derived", from: "3 with IPv6 addresses, else vrrp_version" },
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
  settle: (next, { node }, previous) => {
    const said = previous ?? (writtenFamily(node) === 6 ? 3 : undefined);
    if (said === undefined || said === next || (next === 3 && previous === undefined)) return accepted(next);
    const by =
      previous === undefined
        ? "the IPv6 addresses above need version 3"
        : `version ${previous} was written before`;
    return refused("value-invalid", `${by}, so this line is ignored`);
  },
});

export const nativeIpv6 = flagKeyword({
  name: "native_ipv6",
  doc: "Makes an instance for IPv6, which its addresses say anyway.",
  example: "native_ipv6",
  support: "accepted",
  since: "1.2.1",
  deprecated: { reason: "The virtual addresses say which family the instance has.", silent: true },
  requires,
  default: { kind: "value", value: false },
  settle: ({ node }) =>
    writtenFamily(node) === 4
      ? refused("address-family-mismatch", "the addresses above are of IPv4")
      : accepted(true),
});

export const advertInt = defaultedKeyword<number>({
  name: "advert_int",
  doc: "Seconds between two advertisements of the MASTER; VRRP version 2 knows whole seconds only.",
  example: "advert_int 1",
  support: "full",
  requires,
  form: seconds({ minUs: 10_000, maxUs: 255_000_000 }),
  default: 1_000_000,
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
});

export const strictMode = valueKeyword<boolean>({
  name: "strict_mode",
  doc: "Allows nothing that the VRRP standards do not know: no authentication, no instance without addresses.",
  example: "strict_mode on",
  support: "accepted",
  since: "1.2.20",
  requires,
  form: boolean,
  default: { kind: "derived", from: "vrrp_strict" },
  whenInvalid: { keep: "previous" },
  whenMissing: "allowed",
  whenRepeated: "last-wins",
});

export const debug = defaultedKeyword<number>({
  name: "debug",
  doc: "A level of debugging that is kept and used for nothing, in keepalived as here.",
  example: "debug 3",
  support: "accepted",
  requires,
  form: integer({ min: 0, max: 4 }),
  default: 0,
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
});

export const identityKeywords = {
  interface: interfaceKeyword,
  vrf,
  virtualRouterId,
  version,
  nativeIpv6,
  advertIntUs: advertInt,
  strictMode,
  debug,
};
