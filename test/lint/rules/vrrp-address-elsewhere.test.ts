/** The cases of the rule in vrrp-address-elsewhere.ts. */
import { vrrpAddressElsewhere } from "../../../src/lint/rules/vrrp-address-elsewhere.ts";
import { block, vrrpExample } from "../../../src/lint/vrrp-example.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(vrrpAddressElsewhere, {
  accept: [
    {
      title: "the instance's own interface",
      text: vrrpExample({ addresses: ["192.0.2.10/24 dev eth0"] }),
    },
    {
      title: "an interface that is tracked",
      text: vrrpAddressElsewhere.good,
    },
    {
      title: "an excluded address",
      text: vrrpExample({ lines: block("virtual_ipaddress_excluded", "198.51.100.1/24 dev eth1") }),
    },
  ],
  reject: [
    {
      title: "another interface",
      text: vrrpAddressElsewhere.bad,
      findings: [
        "9:9-34 the address is on eth1, advertisements go through eth0: when only eth1 loses its link nothing moves",
      ],
      remedy: "write eth1 into track_interface",
    },
  ],
});
