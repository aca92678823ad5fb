/** An instance without priority. */
import { childrenOf, findSetting, settingOf } from "../../config/block-node.ts";
import { DEFAULT_PRIORITY, OWNER_PRIORITY, priority, state } from "../../config/keywords/vrrp/election.ts";
import { vrrpInstance } from "../../config/keywords/vrrp-instance.ts";
import type { Rule } from "../rule.ts";
import { vrrpExample } from "../vrrp-example.ts";

export const vrrpPriorityUnset: Rule = {
  id: "vrrp/priority-unset",
  level: "info",
  summary: "The priority of an instance is not written.",
  explanation:
    "Priorities alone decide who becomes MASTER. Without one an instance runs with 100, or, with state MASTER, with 255, the address owner's, " +
    "which nothing it tracks can lower. Write a priority on every node, each another one.",
  bad: vrrpExample({ priority: undefined }),
  good: vrrpExample(),
  check({ tree }, report) {
    for (const instance of childrenOf(tree, vrrpInstance)) {
      if (findSetting(instance, priority as Parameters<typeof findSetting>[1]) !== undefined) continue;
      const runsAs = settingOf(instance, state) === "MASTER" ? OWNER_PRIORITY : DEFAULT_PRIORITY;
      report(instance.at, `${instance.head} has no priority: it runs as ${runsAs}`, {
        remedy: "write a priority from 1 to 254, another one on each node",
      });
    }
  },
};
