/** preempt_delay beside nopreempt. */
import { childrenOf, findSetting, flagOf, spanOf } from "../../config/block-node.ts";
import { nopreempt, preemptDelay } from "../../config/keywords/vrrp/election.ts";
import { vrrpInstance } from "../../config/keywords/vrrp-instance.ts";
import type { Rule } from "../rule.ts";
import { vrrpExample } from "../vrrp-example.ts";

export const vrrpPreemptBoth: Rule = {
  id: "vrrp/preempt-both",
  level: "info",
  summary: "preempt_delay stands beside nopreempt.",
  explanation:
    "nopreempt keeps the instance from taking the addresses from a MASTER of lower priority at all; how long it would wait before that, preempt_delay, then " +
    "has no effect. Decide for one of them.",
  bad: vrrpExample({ lines: ["nopreempt", "preempt_delay 300"] }),
  good: vrrpExample({ lines: ["preempt_delay 300"] }),
  check({ tree }, report) {
    for (const instance of childrenOf(tree, vrrpInstance)) {
      const delay = findSetting(instance, preemptDelay as Parameters<typeof findSetting>[1]);
      if (delay === undefined || !flagOf(instance, nopreempt)) continue;
      report(delay, "preempt_delay has no effect beside nopreempt: the instance never preempts", {
        remedy: "delete one of the two lines",
        related: [{ at: spanOf(instance, nopreempt), what: "nopreempt" }],
      });
    }
  },
};
