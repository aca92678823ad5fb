/** The cases of the rule in vrrp-authentication.ts. */
import { vrrpAuthentication } from "../../../src/lint/rules/vrrp-authentication.ts";
import { block, vrrpExample } from "../../../src/lint/vrrp-example.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(vrrpAuthentication, {
  accept: [
    {
      title: "none",
      text: vrrpExample(),
    },
    {
      title: "a block without a type",
      text: vrrpExample({ lines: block("authentication") }),
    },
  ],
  reject: [
    {
      title: "PASS",
      text: vrrpExample({ lines: block("authentication", "auth_type PASS", "auth_pass k7Qz2Lp0") }),
      findings: [
        "7:5-19 auth_type PASS is no protection: every advertisement shows its text; RFC 3768 removed it",
      ],
    },
    {
      title: "AH",
      text: vrrpExample({ lines: block("authentication", "auth_type AH", "auth_pass k7Qz2Lp0") }),
      findings: [
        "7:5-19 auth_type AH is no protection: it keeps no machine of the segment out; RFC 3768 removed it",
      ],
      remedy: "keep strangers off the network segment; leave authentication out on all nodes at once",
    },
  ],
});
