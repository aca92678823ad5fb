/** The cases of the rule in vrrp-advert-int-unset.ts. */
import { vrrpAdvertIntUnset } from "../../../src/lint/rules/vrrp-advert-int-unset.ts";
import { vrrpExample } from "../../../src/lint/vrrp-example.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(vrrpAdvertIntUnset, {
  accept: [
    {
      title: "written",
      text: vrrpExample({ advertInt: "3" }),
    },
  ],
  reject: [
    {
      title: "not written",
      text: vrrpExample({ advertInt: undefined }),
      findings: ["1:1-19 VI_1 has no advert_int: it runs as 1"],
      remedy: "write advert_int 1",
    },
  ],
});
