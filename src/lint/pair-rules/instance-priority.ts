/** Nodes of one virtual router with the same priority. */
import { OWNER_PRIORITY, priority } from "../../config/keywords/vrrp/election.ts";
import { everyTwoRule } from "../pair/pair-findings.ts";
import { samplePair } from "../pair/sample.ts";

export const instancePriority = everyTwoRule(
  {
    id: "pair/priority",
    level: "warning",
    summary: "Two nodes have the same priority.",
    explanation:
      "Between equals the highest source address wins an election, but a running MASTER is not replaced by an equal: which node holds the " +
      "addresses is left to chance and to the order of starts. With 255, the address owner's, neither ever yields, and both hold the " +
      "addresses: that is an error. Give the node that should hold the addresses the higher priority.",
    remedy: "give the node that should hold the addresses the higher priority",
    bad: samplePair({ lvs02: [["priority 150", "priority 200"]] }),
    good: samplePair(),
  },
  ({ first, other }) => {
    const own = other.config.priority;
    if (own !== first.config.priority) return undefined;
    const owners = own === OWNER_PRIORITY;
    const result = owners
      ? "each takes itself for the address owner, both become MASTER"
      : "the higher address or the first start decides who becomes MASTER";
    return {
      at: priority,
      message: `${other.config.name} has priority ${own} on ${first.node.name} and on ${other.node.name}: ${result}`,
      ...(owners ? { level: "error" } : {}),
    };
  },
);
