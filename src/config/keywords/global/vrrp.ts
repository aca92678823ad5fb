/** Keywords of `global_defs`: how all VRRP instances behave, unless they say otherwise. */
import type { IpAddress } from "../../../values/address.ts";
import { accepted } from "../../forms/form.ts";
import { multicastGroup } from "../../forms/multicast-group.ts";
import { integer, seconds } from "../../forms/number.ts";
import { optionalWord } from "../../forms/optional-word.ts";
import { text } from "../../forms/text.ts";
import { flag, notYet, onOff, optionalSetting, setting } from "./setting.ts";

const requires = [["VRRP"]] as const;
const ofVmac = [["VRRP", "VMAC"]] as const;
const waiting = seconds({ minUs: 1000, maxUs: 4_294_967_295 });
/** RFC 9568 5.1.1.2 and 5.1.2.2. */
const DEFAULT_GROUP_4: IpAddress = { family: 4, bytes: [224, 0, 0, 18] };
const DEFAULT_GROUP_6: IpAddress = {
  family: 6,
  bytes: [0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x12],
};

export const vrrpKeywords = {
  vrrpVersion: setting<number>({
    name: "vrrp_version",
    doc: "The version of VRRP that IPv4 instances speak; IPv6 always has version 3.",
    example: "vrrp_version 2",
    support: "full",
    since: "1.2.20",
    requires,
    form: integer({ min: 2, max: 3 }),
    default: 2,
    whenMissing: "fatal",
  }),
  vrrpMcastGroup4: setting<IpAddress>({
    name: "vrrp_mcast_group4",
    doc: "The multicast group that advertisements of IPv4 instances go to, the same on all routers.",
    example: "vrrp_mcast_group4 224.0.0.18",
    since: "1.2.10",
    requires,
    form: multicastGroup(4),
    default: DEFAULT_GROUP_4,
    whenMissing: "fatal",
    settle: (value, scope) =>
      String(value.bytes) === String(DEFAULT_GROUP_4.bytes)
        ? accepted(value)
        : notYet(value, "another multicast group than 224.0.0.18", scope),
  }),
  vrrpMcastGroup6: setting<IpAddress>({
    name: "vrrp_mcast_group6",
    doc: "The multicast group that advertisements of IPv6 instances go to, the same on all routers.",
    example: "vrrp_mcast_group6 ff02::12",
    since: "1.2.10",
    requires,
    form: multicastGroup(6),
    default: DEFAULT_GROUP_6,
    whenMissing: "fatal",
    settle: (value, scope) =>
      String(value.bytes) === String(DEFAULT_GROUP_6.bytes)
        ? accepted(value)
        : notYet(value, "another multicast group than ff02::12", scope),
  }),
  dynamicInterfaces: optionalSetting<"allowed" | "allow_if_changes">({
    name: "dynamic_interfaces",
    doc: "Interfaces may be missing when the daemon starts; with allow_if_changes they may come back as another kind.",
    example: "dynamic_interfaces",
    since: "2.0.0",
    requires,
    form: optionalWord({ bare: "allowed", words: ["allow_if_changes"] }),
    whenMissing: "allowed",
  }),
  defaultInterface: setting<string>({
    name: "default_interface",
    doc: "The interface of static addresses, routes and rules that name none.",
    example: "default_interface eth1",
    since: "1.2.24",
    requires,
    form: text({ name: "interface", mayBeEmpty: true }),
    default: "eth0",
  }),
  disableLocalIgmp: flag({
    name: "disable_local_igmp",
    doc: "Tells the kernel not to report groups of 224.0.0.0/24, as old switches want it.",
    since: "2.2.0",
    requires,
  }),
  v3ChecksumAsV2: flag({
    name: "v3_checksum_as_v2",
    doc: "Leaves the addresses out of the checksum of IPv4 advertisements of version 3; words behind it change nothing.",
    support: "refused",
    since: "2.2.8",
    requires,
  }),
  vrrpDownTimerAdverts: setting<number>({
    name: "vrrp_down_timer_adverts",
    doc: "How many advertisements must be missed before a BACKUP takes over.",
    example: "vrrp_down_timer_adverts 5",
    since: "2.2.3",
    requires,
    form: integer({ min: 1, max: 100, unit: "adverts" }),
    default: 3,
    whenMissing: "fatal",
  }),
  vrrpLowerPrioNoAdvert: onOff({
    name: "vrrp_lower_prio_no_advert",
    doc: "A MASTER does not answer the advertisement of a lower priority with one of its own.",
    since: "1.2.20",
    requires,
  }),
  vrrpHigherPrioSendAdvert: onOff({
    name: "vrrp_higher_prio_send_advert",
    doc: "A MASTER that gives way to a higher priority sends one last advertisement.",
    since: "1.3.5",
    requires,
  }),
  vrrpCheckUnicastSrc: flag({
    name: "vrrp_check_unicast_src",
    doc: "Takes unicast advertisements from configured peers only; words behind it change nothing.",
    since: "1.2.20",
    requires,
  }),
  vrrpSkipCheckAdvAddr: onOff({
    name: "vrrp_skip_check_adv_addr",
    doc: "Does not compare the addresses of an advertisement when it comes from the same MASTER as the one before.",
    since: "1.2.20",
    requires,
  }),
  vrrpStrict: onOff({
    name: "vrrp_strict",
    doc: "Holds all instances to the letter of the standard, and refuses what it does not know.",
    since: "1.2.20",
    requires,
  }),
  vrrpOwnerIgnoreAdverts: onOff({
    name: "vrrp_owner_ignore_adverts",
    doc: "The owner of the addresses (priority 255) does not listen to advertisements.",
    since: "2.3.3",
    requires,
  }),
  vrrpStartupDelayUs: optionalSetting<number>({
    name: "vrrp_startup_delay",
    doc: "How long after the start of the daemon instances wait before they do anything.",
    example: "vrrp_startup_delay 5.5",
    since: "2.0.14",
    requires,
    form: waiting,
    whenMissing: "fatal",
  }),
  vrrpDelayAfterBootUs: optionalSetting<number>({
    name: "vrrp_delay_after_boot",
    doc: "How long after the machine's boot instances wait before they do anything.",
    example: "vrrp_delay_after_boot 60",
    since: "2.4.0",
    requires,
    form: waiting,
    whenMissing: "fatal",
  }),
  logUnknownVrids: flag({
    name: "log_unknown_vrids",
    doc: "Logs advertisements of virtual routers that the interface has no instance for.",
    since: "2.0.16",
    requires,
  }),
  vmacPrefix: setting<string>({
    name: "vmac_prefix",
    doc: "What the names of interfaces with a virtual MAC address begin with; the router's number follows.",
    example: "vmac_prefix vip",
    since: "2.2.0",
    requires: ofVmac,
    form: text({ name: "prefix", mayBeEmpty: true }),
    default: "vrrp",
    whenMissing: "fatal",
    whenRepeated: "first-wins-reported",
  }),
  vmacAddrPrefix: optionalSetting<string>({
    name: "vmac_addr_prefix",
    doc: "As vmac_prefix, for the interfaces that carry addresses on other interfaces than the instance's.",
    example: "vmac_addr_prefix vipa",
    since: "2.2.0",
    requires: ofVmac,
    form: text({ name: "prefix", mayBeEmpty: true }),
    whenMissing: "fatal",
    whenRepeated: "first-wins-reported",
    unset: "vmac_prefix",
  }),
  iprouteUsrDir: optionalSetting<string>({
    name: "iproute_usr_dir",
    doc: "Where the distribution has the names of routing tables, scopes and protocols.",
    example: "iproute_usr_dir /usr/share/iproute2",
    since: "2.3.2",
    requires,
    form: text({ name: "directory", mayBeEmpty: true }),
    unset: "the directory that iproute2 was built with",
  }),
  iprouteEtcDir: optionalSetting<string>({
    name: "iproute_etc_dir",
    doc: "Where this machine has names of routing tables, scopes and protocols of its own.",
    example: "iproute_etc_dir /etc/iproute2",
    since: "2.3.2",
    requires,
    form: text({ name: "directory", mayBeEmpty: true }),
    unset: "the directory that iproute2 was built with",
  }),
};
