/** An instance without state. */
import { childrenOf, findSetting } from "../../config/block-node.ts";
import { state } from "../../config/keywords/vrrp/election.ts";
import { vrrpInstance } from "../../config/keywords/vrrp-instance.ts";
import type { Rule } from "../rule.ts";
import { vrrpExample } from "../vrrp-example.ts";

export const vrrpStateUnset: Rule = {
  id: "vrrp/state-unset",
  level: "info",
  summary: "The first state of an instance is not written.",
  explanation:
    "Without state an instance starts as BACKUP, unless its priority is 255. That is mostly best: it listens first, and becomes MASTER after three " +
    "intervals without an advertisement. A line that says so keeps readers from guessing.",
  bad: vrrpExample({ state: undefined }),
  good: vrrpExample(),
  check({ tree }, report) {
    for (const instance of childrenOf(tree, vrrpInstance)) {
      if (findSetting(instance, state as Parameters<typeof findSetting>[1]) !== undefined) continue;
      report(instance.at, `${instance.head} has no state: it starts as BACKUP unless its priority is 255`, {
        remedy: "write state BACKUP",
      });
    }
  },
};
