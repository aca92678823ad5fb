/** What is wrong with a VRRP instance or a sync group as a whole. */
import type { DiagnosticRule } from "./diagnostic-rule.ts";
import { block, instanceOf, instanceWith } from "./example-text.ts";

const second = instanceWith().replace("VI_1", "VI_2").replace("192.0.2.10", "192.0.2.20");

export const instanceRules = {
  "authentication-incomplete": {
    id: "config/authentication-incomplete",
    summary: "An authentication block lacks what makes it one.",
    explanation:
      "Without auth_pass, or in VRRP version 3, which has no authentication, the whole block is ignored: the instance sends and takes " +
      "packets without, and a peer that has its password discards them, so both become MASTER. Write auth_type and auth_pass on lines " +
      "of their own, or remove the block on all nodes.",
    bad: instanceWith("authentication {", "    auth_type PASS", "}"),
    good: instanceWith("authentication {", "    auth_type PASS", "    auth_pass s3cret-7", "}"),
  },
  "group-incomplete": {
    id: "config/group-incomplete",
    summary: "A group has too few members to be one.",
    explanation:
      "A sync group keeps the states of several instances alike. One with a single member does nothing, and one without members is " +
      "ignored together with its notify scripts. Name all instances that have to move together, or remove the group.",
    bad: `${block("vrrp_sync_group BOTH", "group {", "    VI_1", "}")}${instanceWith()}`,
    good: `${block("vrrp_sync_group BOTH", "group {", "    VI_1", "    VI_2", "}")}${instanceWith()}${second.replace("virtual_router_id 87", "virtual_router_id 88")}`,
  },
  "interface-tracked-anyway": {
    id: "config/interface-tracked-anyway",
    level: "info",
    summary: "An instance tracks its own interface.",
    explanation:
      "keepalived tracks the interface of an instance without being asked, and ignores the line: a weight on it has no effect either, " +
      "the loss of the interface always means FAULT. Remove the line. To run without tracking it, write dont_track_primary.",
    bad: instanceWith("track_interface {", "    eth0", "}"),
    good: instanceWith("track_interface {", "    eth1", "}"),
  },
  "interface-unset": {
    id: "config/interface-unset",
    summary: "An instance has no interface.",
    explanation:
      "keepalived does not start VRRP then, for any of its instances, and ends with status 4 or 2. Write `interface` with the name of " +
      "the one on which the nodes hear each other, also in an instance with unicast peers.",
    bad: instanceOf("state BACKUP", "virtual_router_id 87", "priority 100", "advert_int 1"),
    good: instanceWith(),
  },
  "name-unknown": {
    id: "config/name-unknown",
    summary: "A name leads to nothing above it.",
    explanation:
      "What a block names, a script to track, a file, an instance of a group, must exist; scripts and files must also stand above the " +
      "block that names them. keepalived ignores the line: the script is never run for this instance, and its failure moves nothing. " +
      "Mend the name, or move the definition up.",
    bad: instanceWith("track_script {", "    check_nginx", "}"),
    good: instanceWith(),
  },
  "nopreempt-cleared": {
    id: "config/nopreempt-cleared",
    summary: "A nopreempt is without effect beside the state or priority.",
    explanation:
      "An instance that starts as MASTER takes the addresses at once, which is what nopreempt is to prevent; keepalived clears it, and " +
      "the node that comes back after a repair interrupts the service a second time. Write `state BACKUP` on all nodes: the " +
      "priorities alone then choose the first MASTER.",
    bad: instanceOf(
      "state MASTER",
      "interface eth0",
      "virtual_router_id 87",
      "priority 100",
      "advert_int 1",
      "nopreempt",
    ),
    good: instanceWith("nopreempt"),
  },
  "virtual-address-duplicate": {
    id: "config/virtual-address-duplicate",
    summary: "A virtual address stands twice in an instance.",
    explanation:
      "The second line is ignored, and with it its prefix length, interface and label. When those differ, the address runs with the " +
      "first ones. Remove one of the lines. keepalived reports it from 2.4 on; older versions add the address once and say nothing.",
    bad: instanceWith("virtual_ipaddress_excluded {", "    192.0.2.11/24", "    192.0.2.11/24", "}"),
    good: instanceWith("virtual_ipaddress_excluded {", "    192.0.2.11/24", "}"),
  },
  "virtual-address-none": {
    id: "config/virtual-address-none",
    summary: "An instance has no virtual address.",
    explanation:
      "Such an instance elects a MASTER that adds no address, so nothing ever moves; with VRRP version 3 keepalived does not start. " +
      "Often the block's keyword is misspelt, and the addresses are reported as unknown keywords. Write virtual_ipaddress with at " +
      "least one address.",
    bad: block(
      "vrrp_instance VI_1",
      "state BACKUP",
      "interface eth0",
      "virtual_router_id 87",
      "priority 100",
      "advert_int 1",
    ),
    good: instanceWith(),
  },
  "virtual-router-id-duplicate": {
    id: "config/virtual-router-id-duplicate",
    summary: "Two instances have one virtual router id on one interface.",
    explanation:
      "Instances of one family on one interface are told apart by their id alone. keepalived does not start VRRP with two alike. " +
      "Give one of them another number, the same one on all nodes of its cluster.",
    bad: `${instanceWith()}${second}`,
    good: `${instanceWith()}${second.replace("virtual_router_id 87", "virtual_router_id 88")}`,
  },
  "virtual-router-id-unset": {
    id: "config/virtual-router-id-unset",
    summary: "An instance has no virtual router id.",
    explanation:
      "The id says which advertisements are an instance's own, so there is no default for it: keepalived does not start VRRP, for any " +
      "instance of the file. Also a number that was refused leaves it unset. Write virtual_router_id with a number from 1 to 255 that " +
      "no other cluster on the network has.",
    bad: instanceOf("state BACKUP", "interface eth0", "priority 100", "advert_int 1"),
    good: instanceWith(),
  },
} satisfies Record<string, DiagnosticRule>;
