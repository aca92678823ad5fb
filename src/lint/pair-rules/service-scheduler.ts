/** A service whose nodes schedule differently. */
import { schedulingKeywords } from "../../config/keywords/service/scheduling.ts";
import { onBoth, serviceRule } from "../pair/pair-findings.ts";
import { samplePair } from "../pair/sample.ts";

export const serviceScheduler = serviceRule(
  {
    id: "pair/scheduler",
    level: "warning",
    summary: "The scheduler of a service differs.",
    explanation:
      "After a failover the load is spread by other rules than before: what was balanced under one director can overload a server under " +
      "the other, and with a hashing scheduler on one side clients lose their server. Write the same lb_algo on every node.",
    remedy: "write the same lb_algo on every node",
    bad: samplePair({ lvs02: [["lb_algo wlc", "lb_algo rr"]] }),
    good: samplePair(),
  },
  (pair) => {
    const [own, wanted] = [pair.other.config.scheduler, pair.first.config.scheduler];
    if (own === wanted) return undefined;
    return {
      at: schedulingKeywords.lbAlgo,
      message: `${pair.other.name} is scheduled by ${onBoth(pair, own, wanted)}: a failover changes how the load is spread`,
    };
  },
);
