/** An instance whose death is noticed late. */
import { childrenOf, spanOf } from "../../config/block-node.ts";
import { advertInt } from "../../config/keywords/vrrp/identity.ts";
import { vrrpInstance } from "../../config/keywords/vrrp-instance.ts";
import type { Rule } from "../rule.ts";
import { vrrpExample } from "../vrrp-example.ts";

const LONGEST_US = 10_000_000;
const DOWN_ADVERTS = 3;

export const vrrpSlowTakeover: Rule = {
  id: "vrrp/slow-takeover",
  level: "info",
  summary: "A dead MASTER is noticed after more than ten seconds.",
  explanation:
    "A BACKUP takes over when it has heard nothing for Master_Down_Interval: three intervals and its skew, (256 - priority) / 256 of a second in version " +
    "2 and of an interval in version 3 (RFC 9568 6.1). The default interval of 1 s gives 3 to 4 s. down_timer_adverts changes the three.",
  bad: vrrpExample({ advertInt: "5" }),
  good: vrrpExample({ advertInt: "1" }),
  check({ tree, config }, report) {
    const running = new Map((config?.vrrpInstances ?? []).map((one) => [one.name, one]));
    for (const instance of childrenOf(tree, vrrpInstance)) {
      const runs = running.get(instance.head);
      if (runs === undefined) continue;
      const { advertIntervalUs, priority, version, settings } = runs;
      const skewUs = ((256 - priority) * (version === 3 ? advertIntervalUs : 1_000_000)) / 256;
      const downUs = (settings.downTimerAdverts ?? DOWN_ADVERTS) * advertIntervalUs + skewUs;
      if (downUs <= LONGEST_US) continue;
      const seconds = (downUs / 1_000_000).toFixed(1);
      report(spanOf(instance, advertInt), `a dead MASTER of ${instance.head} is noticed after ${seconds} s`, {
        remedy: "write a shorter advert_int, the same on every node",
      });
    }
  },
};
