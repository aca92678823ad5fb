/** The cases of the rule in vrrp-state-unset.ts. */
import { vrrpStateUnset } from "../../../src/lint/rules/vrrp-state-unset.ts";
import { vrrpExample } from "../../../src/lint/vrrp-example.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(vrrpStateUnset, {
  accept: [
    {
      title: "written",
      text: vrrpExample({ state: "MASTER" }),
    },
  ],
  reject: [
    {
      title: "not written",
      text: vrrpExample({ state: undefined }),
      findings: ["1:1-19 VI_1 has no state: it starts as BACKUP unless its priority is 255"],
      remedy: "write state BACKUP",
    },
  ],
});
