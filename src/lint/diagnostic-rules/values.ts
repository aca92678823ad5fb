/** Values that cannot be taken as they are written. */
import type { DiagnosticRule } from "./diagnostic-rule.ts";
import { block, instanceOf, instanceWith, serviceWith } from "./example-text.ts";

export const valueRules = {
  "address-family-mismatch": {
    id: "config/address-family-mismatch",
    summary: "An address is of the other family than what it belongs to.",
    explanation:
      "An instance speaks VRRP for IPv4 or for IPv6, and a service has servers of its own family (only TUN can mix them). An address " +
      "of the other family is ignored, so it is never announced or never served. Make an instance, group or service for each family; " +
      "virtual_ipaddress_excluded takes addresses of both.",
    bad: instanceWith().replace("192.0.2.10/24\n", "192.0.2.10/24\n        2001:db8::10/64\n"),
    good: instanceWith("virtual_ipaddress_excluded {", "    2001:db8::10/64", "}"),
  },
  "name-invalid": {
    id: "config/name-invalid",
    summary: "A name is missing or cannot be a name.",
    explanation:
      "A block without its name is passed over with all that stands in it: an instance without a name elects nobody. Some names have a " +
      "greatest length, and a name is a single word unless it stands in quotes. Write one word behind the keyword.",
    bad: instanceWith().replace(" VI_1", ""),
    good: instanceWith(),
  },
  "option-unknown": {
    id: "config/option-unknown",
    summary: "A word on a line of options is none that is known there.",
    explanation:
      "Lines such as addresses, routes, rules and tracked things take options by name. keepalived ignores a word that it does not " +
      "know or drops the whole line. Two addresses on one line are the most frequent case: the second is taken for an option and is " +
      "never added. Give each address a line of its own.",
    bad: instanceWith().replace("192.0.2.10/24", "192.0.2.10/24 192.0.2.11/24"),
    good: instanceWith().replace("192.0.2.10/24\n", "192.0.2.10/24\n        192.0.2.11/24\n"),
  },
  "option-unsupported": {
    id: "config/option-unsupported",
    summary: "A keyword cannot go with another one of its block.",
    explanation:
      "What the block says elsewhere leaves nothing for the keyword to do, such as a multicast destination in an instance that has " +
      "unicast peers, so it is taken back. keepalived runs the rest. Decide for one of the two and remove the other.",
    bad: instanceWith("vrf red"),
    good: instanceWith(),
  },
  "value-adjusted": {
    id: "config/value-adjusted",
    summary: "A value runs as another one than is written.",
    explanation:
      "keepalived takes the line and changes its value, because of the protocol, the kernel, or other lines of the block: whole " +
      "seconds in VRRP version 2, the service's port for a server behind DR. The message says what runs. Write that value, or " +
      "change what makes the written one impossible.",
    bad: instanceOf(
      "state BACKUP",
      "interface eth0",
      "virtual_router_id 87",
      "priority 100",
      "advert_int 1.5",
    ),
    good: instanceWith(),
  },
  "value-cut": {
    id: "config/value-cut",
    summary: "A text is longer than what is used of it.",
    explanation:
      "VRRP's simple password has 8 bytes; keepalived uses the first 8 and drops the rest. Both nodes cut alike, so it works, until one " +
      "of them runs another implementation. Two passwords that differ behind the eighth byte are the same one. Write at most as " +
      "many bytes as the message says.",
    bad: instanceWith("authentication {", "    auth_type PASS", "    auth_pass s3cret-7-and-more", "}"),
    good: instanceWith("authentication {", "    auth_type PASS", "    auth_pass s3cret-7", "}"),
  },
  "value-duplicate": {
    id: "config/value-duplicate",
    summary: "An entry stands twice in a list.",
    explanation:
      "The second one is ignored, with its options: of two lines that track one interface with different weights the first one counts. " +
      "Remove one of them; if they differ, the one that is not meant.",
    bad: instanceWith("track_interface {", "    eth1 weight 10", "    eth1 weight 20", "}"),
    good: instanceWith("track_interface {", "    eth1 weight 10", "}"),
  },
  "value-invalid": {
    id: "config/value-invalid",
    summary: "A value is not of the kind that its keyword takes.",
    explanation:
      "A unit behind a number (`advert_int 1s`), a word in another case (`state master`), an address with a letter too many: the line " +
      "is refused, and what the message says runs in its place. keepalived starts all the same, the daemon sometimes with the number " +
      "that the text begins with. Write the form that the message names.",
    bad: instanceOf(
      "state MASTER",
      "interface eth0",
      "virtual_router_id 87",
      "priority 100",
      "advert_int 2s",
    ),
    good: instanceOf(
      "state MASTER",
      "interface eth0",
      "virtual_router_id 87",
      "priority 100",
      "advert_int 2",
    ),
  },
  "value-out-of-range": {
    id: "config/value-out-of-range",
    summary: "A number is outside the range of its keyword.",
    explanation:
      "keepalived refuses it and does not take the nearest one: the default or the earlier value runs. `priority 300` is 100, the same " +
      "as on a node that writes nothing, so the election is by address. Write a number within the range that the message names.",
    bad: instanceOf("state BACKUP", "interface eth0", "virtual_router_id 87", "priority 300", "advert_int 1"),
    good: instanceWith(),
  },
  "default-assumed": {
    id: "config/default-assumed",
    summary: "Something is left out that should be written, and a default runs.",
    explanation:
      "Without lb_kind a service runs as NAT, without lb_algo as wlc, without protocol as UDP. A " +
      "default that is not what the network is built for sends packets nowhere. Write the keyword, also where the default is right.",
    bad: serviceWith().replace("    lb_kind NAT\n", ""),
    good: serviceWith(),
  },
  "interface-loopback": {
    id: "config/interface-loopback",
    summary: "An instance is on the loopback interface.",
    explanation:
      "No advertisement leaves the loopback interface, so no other node hears it. keepalived ignores the line, and without an interface " +
      "VRRP does not start. Write the interface of the network that the nodes share; the address itself may be added to another one " +
      "with `dev`.",
    bad: instanceOf("state BACKUP", "interface lo", "virtual_router_id 87", "priority 100", "advert_int 1"),
    good: instanceWith(),
    facts: { interfaces: [{ name: "lo", loopback: true }] },
  },
  "interface-missing": {
    id: "config/interface-missing",
    summary: "The host has no interface of this name.",
    explanation:
      "keepalived ends when an instance's own interface is missing at its start, whatever its message calls it; one that is only tracked " +
      "puts the instance into FAULT until it appears. Mend the name (`ip link` lists them), or see that the interface is made before " +
      "keepalived starts.",
    bad: instanceOf("state BACKUP", "interface eth9", "virtual_router_id 87", "priority 100", "advert_int 1"),
    good: instanceWith(),
    facts: { interfaces: [{ name: "eth0", loopback: false }] },
  },
  "account-unknown": {
    id: "config/account-unknown",
    summary: "The host has no user or group of this name.",
    explanation:
      "A script that names a user who does not exist is not run: a vrrp_script is dropped and no longer tracked, and a script_user that " +
      "does not exist takes every script that has no user of its own with it. Make the account, or write one that the host has.",
    bad: block("global_defs", "router_id lvs01", "script_user keeper"),
    good: block("global_defs", "router_id lvs01"),
    facts: { accounts: { hasUser: (name) => name === "root", hasGroup: (name) => name === "root" } },
  },
} satisfies Record<string, DiagnosticRule>;
