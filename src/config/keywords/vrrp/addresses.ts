/** Keywords for the addresses of an instance and for what they are good for. */
import { addressesEqual, formatAddress } from "../../../values/address.ts";
import { boolean } from "../../forms/boolean.ts";
import { accepted } from "../../forms/form.ts";
import { type Route, routeLine } from "../../forms/route.ts";
import { type Rule, ruleLine } from "../../forms/rule.ts";
import { type VirtualAddressLine, virtualAddressLine } from "../../forms/virtual-address.ts";
import { flagKeyword, listKeyword, valueKeyword } from "../../keyword.ts";
import { refuseOtherFamily } from "./family.ts";

const requires = [["VRRP"]] as const;

export const virtualIpaddress = listKeyword<VirtualAddressLine>({
  name: "virtual_ipaddress",
  doc: "The addresses that the MASTER has and announces, one a line; without a prefix length /32 or /128.",
  example: "virtual_ipaddress {",
  exampleEntry: "192.0.2.10/24 dev eth1",
  support: "full",
  requires,
  entry: virtualAddressLine,
  entries: "line",
  braces: true,
  default: { kind: "value", value: [] },
  settle: (line, { node }, previous) => {
    const other = refuseOtherFamily<VirtualAddressLine>(line.address, node);
    if (other !== undefined) return other;
    if (!previous.some(({ address }) => addressesEqual(address, line.address))) return accepted(line);
    const text = `${formatAddress(line.address)} stands twice: this line is ignored`;
    const rewrite = { kind: "delete-line" } as const;
    return { ok: false, refusal: { code: "virtual-address-duplicate", text, word: 0, rewrite } };
  },
});

export const virtualIpaddressExcluded = listKeyword<VirtualAddressLine>({
  name: "virtual_ipaddress_excluded",
  doc: "Addresses that the MASTER has and does not announce, of either family, one a line.",
  example: "virtual_ipaddress_excluded {",
  exampleEntry: "192.0.2.11/24 dev eth1",
  support: "full",
  requires,
  entry: virtualAddressLine,
  entries: "line",
  braces: true,
  default: { kind: "value", value: [] },
});

export const noVirtualIpaddress = flagKeyword({
  name: "no_virtual_ipaddress",
  doc: "The instance is meant to have no virtual address; strict mode does not allow it.",
  example: "no_virtual_ipaddress",
  support: "accepted",
  since: "2.2.8",
  requires,
  default: { kind: "value", value: false },
});

export const virtualRoutes = listKeyword<Route>({
  name: "virtual_routes",
  doc: "Routes that are there while the instance is MASTER, one a line in the words of ip-route(8).",
  example: "virtual_routes {",
  exampleEntry: "198.51.100.0/24 via 192.0.2.1 dev eth1",
  support: "accepted",
  requires,
  entry: routeLine,
  entries: "line",
  braces: true,
  default: { kind: "value", value: [] },
});

export const virtualRules = listKeyword<Rule>({
  name: "virtual_rules",
  doc: "Rules of policy routing that are there while the instance is MASTER, one a line in the words of ip-rule(8).",
  example: "virtual_rules {",
  exampleEntry: "from 192.0.2.0/24 table 100",
  support: "accepted",
  since: "1.2.20",
  requires,
  entry: ruleLine,
  entries: "line",
  braces: true,
  default: { kind: "value", value: [] },
});

export const promoteSecondaries = flagKeyword({
  name: "promote_secondaries",
  doc: "Sets the interface's sysctl by which removing one address leaves the others of its network.",
  example: "promote_secondaries",
  support: "accepted",
  since: "1.3.0",
  requires,
  default: { kind: "value", value: false },
});

export const accept = flagKeyword({
  name: "accept",
  doc: "Takes packets for the virtual addresses also when it is not their owner, which is the default.",
  example: "accept",
  support: "accepted",
  since: "1.2.17",
  requires,
  default: { kind: "value", value: false },
  takesBack: ["no_accept"],
});

export const noAccept = flagKeyword({
  name: "no_accept",
  doc: "Filters packets for the virtual addresses unless it is their owner.",
  example: "no_accept",
  support: "accepted",
  since: "1.3.0",
  requires: [["VRRP", "FIREWALL"]],
  default: { kind: "value", value: false },
  takesBack: ["accept"],
});

export const skipCheckAdvAddr = valueKeyword<boolean>({
  name: "skip_check_adv_addr",
  doc: "Does not compare the addresses of an advertisement again while the same MASTER sends them.",
  example: "skip_check_adv_addr on",
  support: "accepted",
  since: "1.2.20",
  requires,
  form: boolean,
  default: { kind: "derived", from: "vrrp_skip_check_adv_addr" },
  whenInvalid: { keep: "previous" },
  whenMissing: "allowed",
  whenRepeated: "last-wins",
  // keepalived switches it on for every word that it understands, off among them.
  settle: (value) =>
    value
      ? accepted(true)
      : accepted(true, {
          code: "value-adjusted",
          text: "keepalived takes 'off' for 'on' here; leave the line out instead",
          word: 0,
          severity: "hint",
        }),
});

export const addressKeywords = {
  virtualIpaddress,
  virtualIpaddressExcluded,
  noVirtualIpaddress,
  virtualRoutes,
  virtualRules,
  promoteSecondaries,
  accept,
  noAccept,
  skipCheckAdvAddr,
};
