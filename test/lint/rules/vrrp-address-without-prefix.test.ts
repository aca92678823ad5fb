/** The cases of the rule in vrrp-address-without-prefix.ts. */
import { vrrpAddressWithoutPrefix } from "../../../src/lint/rules/vrrp-address-without-prefix.ts";
import { vrrpExample } from "../../../src/lint/vrrp-example.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(vrrpAddressWithoutPrefix, {
  accept: [
    {
      title: "with a length",
      text: vrrpExample({ addresses: ["192.0.2.10/24", "2001:db8::1/64"].slice(0, 1) }),
    },
  ],
  reject: [
    {
      title: "each address without",
      text: vrrpExample({ addresses: ["192.0.2.10 dev eth0", "192.0.2.11/24", "192.0.2.12"] }),
      findings: [
        "8:9-28 no prefix length is written: the address is added as /32",
        "10:9-19 no prefix length is written: the address is added as /32",
      ],
      remedy: "write /32, or the length of its network",
    },
    {
      title: "IPv6",
      text: vrrpExample({ lines: ["version 3"], addresses: ["fe80::1"] }),
      findings: ["9:9-16 no prefix length is written: the address is added as /128"],
    },
  ],
});
