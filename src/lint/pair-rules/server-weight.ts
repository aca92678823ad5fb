/** A real server with one weight on one node and another one on the other. */
import { spanOf } from "../../config/block-node.ts";
import { realServerWeight } from "../../config/keywords/real-server.ts";
import { samplePair } from "../pair/sample.ts";
import { serverPairs, servicePairs } from "../pair/services.ts";
import type { PairRule } from "../pair-rule.ts";

export const serverWeight: PairRule = {
  id: "pair/weight",
  level: "warning",
  summary: "The weight of a real server differs.",
  explanation:
    "After a failover the server gets another share of the load. Write the same weight on every node; to drain a server, set its weight " +
    "to 0 on all of them.",
  bad: samplePair({ lvs02: [["weight 1", "weight 3"]] }),
  good: samplePair(),
  check(nodes, report) {
    for (const services of servicePairs(nodes)) {
      for (const { first, other } of serverPairs(services)) {
        const [own, wanted] = [other.config.weight, first.config.weight];
        if (own === wanted) continue;
        const [node, firstNode] = [services.other.node.name, services.first.node.name];
        const message = `${other.name} of ${services.other.name} has weight ${own} on ${node} and ${wanted} on ${firstNode}`;
        report(spanOf(other.block, realServerWeight), message, {
          remedy: "write the same weight on every node",
          related: [{ at: spanOf(first.block, realServerWeight), what: `${firstNode} has it so` }],
        });
      }
    }
  },
};
