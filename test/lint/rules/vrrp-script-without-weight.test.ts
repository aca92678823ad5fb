/** The cases of the rule in vrrp-script-without-weight.ts. */
import { vrrpScriptWithoutWeight } from "../../../src/lint/rules/vrrp-script-without-weight.ts";
import { block, scriptExample, vrrpExample } from "../../../src/lint/vrrp-example.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(vrrpScriptWithoutWeight, {
  accept: [
    {
      title: "a weight",
      text: vrrpExample({ above: scriptExample("weight 2"), lines: block("track_script", "check_web") }),
    },
    {
      title: "0, which is meant",
      text: vrrpExample({ above: scriptExample("weight 0"), lines: block("track_script", "check_web") }),
    },
  ],
  reject: [
    {
      title: "none",
      text: vrrpExample({ above: scriptExample(), lines: block("track_script", "check_web") }),
      findings: ["6:1-22 vrrp_script check_web has no weight: its failure puts the instance into FAULT"],
      remedy: "write a negative weight, or weight 0 where FAULT is meant",
    },
  ],
});
