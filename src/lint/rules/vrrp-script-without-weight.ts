/** A vrrp_script without weight. */
import { childrenOf, findSetting } from "../../config/block-node.ts";
import { scriptWeight, vrrpScript } from "../../config/keywords/vrrp-script.ts";
import type { Rule } from "../rule.ts";
import { block, scriptExample, vrrpExample } from "../vrrp-example.ts";

const tracking = block("track_script", "check_web");

export const vrrpScriptWithoutWeight: Rule = {
  id: "vrrp/script-without-weight",
  level: "info",
  summary: "A vrrp_script has no weight.",
  explanation:
    "Without a weight, or with 0, a failure does not lower the priority: the instance goes to FAULT and gives its addresses up, whether or not another " +
    "node is better off. When the script fails on all nodes at once, because it checks something they share, nobody holds the addresses. " +
    "Write weight 0 where that is meant, or a negative weight beyond the difference of the priorities.",
  bad: vrrpExample({ above: scriptExample(), lines: tracking }),
  good: vrrpExample({ above: scriptExample("weight -60"), lines: tracking }),
  check({ tree }, report) {
    for (const script of childrenOf(tree, vrrpScript)) {
      if (findSetting(script, scriptWeight as Parameters<typeof findSetting>[1]) !== undefined) continue;
      report(
        script.at,
        `vrrp_script ${script.head} has no weight: its failure puts the instance into FAULT`,
        {
          remedy: "write a negative weight, or weight 0 where FAULT is meant",
        },
      );
    }
  },
};
