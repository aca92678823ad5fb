/** `state MASTER` with a priority below the default. */
import { childrenOf, settingOf, spanOf } from "../../config/block-node.ts";
import { DEFAULT_PRIORITY, priority, state } from "../../config/keywords/vrrp/election.ts";
import { vrrpInstance } from "../../config/keywords/vrrp-instance.ts";
import type { Rule } from "../rule.ts";
import { vrrpExample } from "../vrrp-example.ts";

export const vrrpLowMasterPriority: Rule = {
  id: "vrrp/low-master-priority",
  level: "info",
  summary: "An instance that is to start as MASTER has a low priority.",
  explanation:
    "state only says how an instance starts; the priority decides who stays MASTER. A node with state MASTER and a priority below 100 loses to every " +
    "node that leaves its priority at the default. Where the other node has a lower one still, all is well.",
  bad: vrrpExample({ state: "MASTER", priority: "50" }),
  good: vrrpExample({ state: "MASTER", priority: "150" }),
  check({ tree }, report) {
    for (const instance of childrenOf(tree, vrrpInstance)) {
      const own = settingOf(instance, priority);
      if (settingOf(instance, state) !== "MASTER" || own === undefined || own >= DEFAULT_PRIORITY) continue;
      const message = `${instance.head} starts as MASTER with priority ${own}: a node with the default of ${DEFAULT_PRIORITY} takes the addresses from it`;
      report(spanOf(instance, priority), message, {
        remedy: "give the node that should hold the addresses the highest priority",
        related: [{ at: spanOf(instance, state), what: "the state" }],
      });
    }
  },
};
