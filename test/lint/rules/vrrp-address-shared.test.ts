/** The cases of the rule in vrrp-address-shared.ts. */
import { vrrpAddressShared } from "../../../src/lint/rules/vrrp-address-shared.ts";
import { block, vrrpExample } from "../../../src/lint/vrrp-example.ts";
import { ruleCases } from "./rule-cases.ts";

const second = (...addresses: string[]) =>
  `${block("vrrp_instance VI_2", "interface eth1", "virtual_router_id 88", ...block("virtual_ipaddress", ...addresses)).join("\n")}\n`;

ruleCases(vrrpAddressShared, {
  accept: [
    {
      title: "different addresses",
      text: vrrpExample({ below: second("198.51.100.1/24") }),
    },
    {
      title: "twice in one instance, which reading says",
      text: vrrpExample({ addresses: ["192.0.2.10/24", "192.0.2.10/24"] }),
    },
  ],
  reject: [
    {
      title: "the address of another instance",
      text: vrrpExample({ below: second("198.51.100.1/24", "192.0.2.10/32") }),
      findings: [
        "16:9-22 192.0.2.10 is an address of VI_1, too: whichever instance stops being MASTER takes it from the other",
      ],
      remedy: "leave the address to one instance",
    },
  ],
});
