/** Keywords of `global_defs`: packet filters of addresses that accept nothing, and firewall marks for groups of services. */
import { names } from "../../forms/names.ts";
import { integer } from "../../forms/number.ts";
import { text } from "../../forms/text.ts";
import { flag, optionalSetting, setting } from "./setting.ts";

const ofVrrp = [["VRRP", "NFTABLES"]] as const;
const ofLvs = [["NFTABLES", "LVS"]] as const;
const ofIptables = [
  ["VRRP", "IPTABLES"],
  ["VRRP", "NFTABLES"],
] as const;
const hookPriority = integer({ min: -2_147_483_648, max: 2_147_483_647 });

export const firewallKeywords = {
  vrrpIptables: optionalSetting<readonly string[]>({
    name: "vrrp_iptables",
    doc: "Filters with iptables, in these chains, what addresses that accept nothing and virtual MAC addresses must not get.",
    example: "vrrp_iptables INPUT OUTPUT",
    since: "1.2.20",
    requires: ofIptables,
    form: names({
      syntax: "[<in-chain> [<out-chain>]]",
      what: "chains",
      minLength: 1,
      maxLength: 27,
      defaults: ["INPUT", "OUTPUT"],
    }),
    whenMissing: "allowed",
  }),
  vrrpIpsets: optionalSetting<readonly string[]>({
    name: "vrrp_ipsets",
    doc: "The names of the ipsets that vrrp_iptables uses; alone it uses none.",
    example: "vrrp_ipsets keepalived keepalived6 keepalived_if6",
    since: "1.2.20",
    requires: [
      ["VRRP", "IPTABLES", "LIBIPSET"],
      ["VRRP", "NFTABLES", "LIBIPSET"],
    ],
    form: names({
      syntax: "[<addr> [<addr6> [<if6> [<igmp> [<mld> [<nd>]]]]]]",
      what: "ipsets",
      maxLength: 30,
      defaults: ["", "", "", "", "", ""],
    }),
    whenMissing: "allowed",
  }),
  nftables: optionalSetting<string>({
    name: "nftables",
    doc: "Filters with nftables, in a table of this name, what addresses that accept nothing must not get.",
    example: "nftables keepalived",
    since: "2.0.11",
    requires: ofVrrp,
    form: text({ name: "table", mayBeEmpty: true, bare: "keepalived" }),
    whenMissing: "allowed",
    whenRepeated: "first-wins-reported",
  }),
  nftablesPriority: setting<number>({
    name: "nftables_priority",
    doc: "Where the chains of the nftables table stand among those of others; the lowest comes first.",
    example: "nftables_priority -1",
    since: "2.0.11",
    requires: ofVrrp,
    form: hookPriority,
    default: -1,
    whenMissing: "fatal",
  }),
  nftablesIfindex: flag({
    name: "nftables_ifindex",
    doc: "Knows interfaces in nftables sets by their numbers, which change when one is made anew, instead of their names.",
    since: "2.0.11",
    requires: ofVrrp,
  }),
  nftablesIpvs: optionalSetting<string>({
    name: "nftables_ipvs",
    doc: "Makes one service of each group of virtual servers, by a firewall mark that a table of this name sets.",
    example: "nftables_ipvs keepalived_ipvs",
    since: "2.2.2",
    requires: ofLvs,
    form: text({ name: "table", mayBeEmpty: true, bare: "keepalived_ipvs" }),
    whenMissing: "allowed",
    whenRepeated: "first-wins-reported",
  }),
  nftablesIpvsPriority: setting<number>({
    name: "nftables_ipvs_priority",
    doc: "As nftables_priority, for the table of nftables_ipvs.",
    example: "nftables_ipvs_priority -1",
    since: "2.2.2",
    requires: ofLvs,
    form: hookPriority,
    default: -1,
    whenMissing: "fatal",
  }),
  nftablesIpvsStartFwmark: setting<number>({
    name: "nftables_ipvs_start_fwmark",
    doc: "The first of the firewall marks that nftables_ipvs gives.",
    example: "nftables_ipvs_start_fwmark 1000",
    since: "2.2.2",
    requires: ofLvs,
    form: integer({ min: 1, max: 4_294_967_295 }),
    default: 1000,
    whenMissing: "fatal",
  }),
  nftablesCounters: flag({
    name: "nftables_counters",
    doc: "Counts in nftables rules the packets that they meet.",
    since: "2.0.11",
    requires: [
      ["NFTABLES", "VRRP"],
      ["NFTABLES", "LVS"],
    ],
  }),
};
