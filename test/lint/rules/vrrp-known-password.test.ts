/** The cases of the rule in vrrp-known-password.ts. */
import { vrrpKnownPassword } from "../../../src/lint/rules/vrrp-known-password.ts";
import { block, vrrpExample } from "../../../src/lint/vrrp-example.ts";
import { ruleCases } from "./rule-cases.ts";

const authenticated = (text: string) =>
  vrrpExample({ lines: block("authentication", "auth_type PASS", `auth_pass ${text}`) });

ruleCases(vrrpKnownPassword, {
  accept: [
    {
      title: "a text of one's own",
      text: authenticated("k7Qz2Lp0"),
    },
  ],
  reject: [
    {
      title: "a sample's",
      text: authenticated("1111"),
      findings: ["9:9-23 auth_pass 1111 is known from samples: another cluster may well have it, too"],
      remedy: "choose a text of your own, at most 8 bytes, the same on all nodes",
    },
    {
      title: "in other letters",
      text: authenticated("PassWord"),
      findings: ["9:9-27 auth_pass PassWord is known from samples: another cluster may well have it, too"],
    },
  ],
});
