/** The address owner's priority in an instance that starts as BACKUP. */
import { childrenOf, settingOf, spanOf } from "../../config/block-node.ts";
import { OWNER_PRIORITY, priority, state } from "../../config/keywords/vrrp/election.ts";
import { vrrpInstance } from "../../config/keywords/vrrp-instance.ts";
import type { Rule } from "../rule.ts";
import { vrrpExample } from "../vrrp-example.ts";

export const vrrpOwnerAsBackup: Rule = {
  id: "vrrp/owner-as-backup",
  level: "warning",
  summary: "An instance has the address owner's priority, 255, and state BACKUP.",
  explanation:
    "Priority 255 is that of the router whose own the addresses are: it is MASTER from the start, and nothing that it tracks lowers its priority " +
    "(RFC 9568 6.1). State BACKUP says the opposite. Write 254 at most for a node that only is to be preferred.",
  bad: vrrpExample({ priority: "255" }),
  good: vrrpExample({ priority: "254" }),
  check({ tree, config }, report) {
    const running = new Map((config?.vrrpInstances ?? []).map((one) => [one.name, one.settings]));
    for (const instance of childrenOf(tree, vrrpInstance)) {
      if (settingOf(instance, state) !== "BACKUP" || settingOf(instance, priority) !== OWNER_PRIORITY)
        continue;
      // In strict mode reading says it.
      if (running.get(instance.head)?.strictMode ?? config?.globals.settings.vrrpStrict ?? false) continue;
      report(
        spanOf(instance, priority),
        `priority ${OWNER_PRIORITY} is the address owner's: ${instance.head} starts as MASTER, whatever its state says`,
        {
          remedy: "write a priority of at most 254",
          related: [{ at: spanOf(instance, state), what: "state BACKUP" }],
        },
      );
    }
  },
};
