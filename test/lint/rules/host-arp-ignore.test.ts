/** host/arp-ignore */
import { hostArpIgnore } from "../../../src/lint/rules/host-arp-ignore.ts";
import { hostSet, instance } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(hostArpIgnore, {
  accept: [
    {
      title: "0 and 1",
      text: instance(),
      host: hostSet({ "net/ipv4/conf/all/arp_ignore": 0, "net/ipv4/conf/eth0/arp_ignore": 1 }),
    },
    {
      title: "2 with a prefix length",
      text: instance(),
      host: hostSet({ "net/ipv4/conf/all/arp_ignore": 2 }),
    },
    {
      title: "a VMAC",
      text: instance("    use_vmac\n"),
      host: hostSet({ "net/ipv4/conf/all/arp_ignore": 8 }),
    },
    {
      title: "an ipvlan",
      text: instance("    use_ipvlan\n"),
      host: hostSet({ "net/ipv4/conf/all/arp_ignore": 8 }),
    },
    {
      title: "IPv6, which has no ARP",
      text: instance("", "        2001:db8::10/64\n"),
      host: hostSet({ "net/ipv4/conf/all/arp_ignore": 8 }),
    },
    {
      title: "another interface",
      text: instance("", "        192.0.2.10/24 dev eth1\n"),
      host: hostSet({ "net/ipv4/conf/eth0/arp_ignore": 8 }),
    },
  ],
  reject: [
    {
      title: "8, once an interface",
      text: instance("", "        192.0.2.10/24\n        192.0.2.11/24\n"),
      host: hostSet({ "net/ipv4/conf/all/arp_ignore": 0, "net/ipv4/conf/eth0/arp_ignore": 8 }),
      findings: [
        "5:9-22 192.0.2.10 cannot be reached: arp_ignore is 8 for eth0 on this host, which answers no ARP request",
      ],
    },
    {
      title: "2 without a prefix length",
      text: instance("", "        192.0.2.10\n"),
      host: hostSet({ "net/ipv4/conf/all/arp_ignore": 2 }),
      findings: [
        "5:9-19 192.0.2.10 cannot be reached: arp_ignore is 2 for eth0 on this host, which answers no ARP request for an address without its network's prefix length",
      ],
    },
  ],
});
