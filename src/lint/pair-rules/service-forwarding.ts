/** A service whose nodes forward differently. */
import { forwarding } from "../../config/forms/forwarding.ts";
import { lbKind } from "../../config/keywords/service/forwarding.ts";
import { onBoth, serviceRule } from "../pair/pair-findings.ts";
import { samplePair } from "../pair/sample.ts";

export const serviceForwarding = serviceRule(
  {
    id: "pair/forwarding",
    level: "error",
    summary: "The forwarding method of a service differs.",
    explanation:
      "Real servers are prepared for one method: DR and TUN need the virtual address on them, NAT needs the director as their gateway. After " +
      "a failover to the node that forwards otherwise, no request is answered. Write the same lb_kind on every node.",
    remedy: "write the same lb_kind on every node",
    bad: samplePair({ lvs02: [["lb_kind DR", "lb_kind NAT"]] }),
    good: samplePair(),
  },
  (pair) => {
    const [own, wanted] = [pair.other.config.forwarding, pair.first.config.forwarding].map((one) =>
      forwarding.print(one),
    );
    if (own === wanted) return undefined;
    return {
      at: lbKind,
      message: `${pair.other.name} forwards by ${onBoth(pair, own, wanted)}: after a failover its servers do not answer`,
    };
  },
);
