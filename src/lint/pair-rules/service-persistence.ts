/** A service whose nodes keep clients at their server for different times. */
import { persistenceKeywords } from "../../config/keywords/service/persistence.ts";
import { onBoth, serviceRule } from "../pair/pair-findings.ts";
import { samplePair } from "../pair/sample.ts";

export const servicePersistence = serviceRule(
  {
    id: "pair/persistence",
    level: "warning",
    summary: "The persistence of a service differs.",
    explanation:
      "After a failover clients are kept at their server for another time, or not at all, which applications with sessions feel. Write the " +
      "same persistence_timeout on every node.",
    remedy: "write the same persistence_timeout on every node",
    bad: samplePair({ lvs02: [["lb_kind DR", "lb_kind DR\n    persistence_timeout 50"]] }),
    good: samplePair({ both: [["lb_kind DR", "lb_kind DR\n    persistence_timeout 50"]] }),
  },
  (pair) => {
    const [own, wanted] = [pair.other, pair.first].map(({ config: { persistenceTimeoutS } }) =>
      persistenceTimeoutS === 0 ? "off" : `${persistenceTimeoutS} s`,
    );
    if (own === wanted) return undefined;
    return {
      at: persistenceKeywords.persistenceTimeout,
      message: `the persistence of ${pair.other.name} is ${onBoth(pair, own, wanted)}: a failover sends clients to other servers`,
    };
  },
);
