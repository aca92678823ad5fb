/** A real server that the nodes check differently. */
import { samplePair } from "../pair/sample.ts";
import { type NodeServer, serverPairs, servicePairs } from "../pair/services.ts";
import type { PairRule } from "../pair-rule.ts";

export const serverChecks: PairRule = {
  id: "pair/checks",
  level: "warning",
  summary: "The health checks of a real server differ.",
  explanation:
    "One node takes a server out that the other one keeps, or takes it out at another time, so a failover changes which servers are in " +
    "use. Write the same checks with the same timing on every node.",
  bad: samplePair({ lvs02: [["connect_timeout 2", "connect_timeout 5"]] }),
  good: samplePair(),
  check(nodes, report) {
    for (const services of servicePairs(nodes)) {
      for (const { first, other } of serverPairs(services)) {
        if (checksOf(first) === checksOf(other)) continue;
        const [node, firstNode] = [services.other.node.name, services.first.node.name];
        const [own, wanted] = [kindsOf(other), kindsOf(first)];
        const how =
          own === wanted
            ? `${own} with other settings than on ${firstNode}`
            : `${own} on ${node} and ${wanted} on ${firstNode}`;
        report(other.block.at, `${other.name} of ${services.other.name} is checked by ${how}`, {
          remedy: "write the same checks on every node",
          related: [{ at: first.block.at, what: `${firstNode} has it so` }],
        });
      }
    }
  },
};

/** Everything that a check does, its source address aside, which is the node's own. */
function checksOf({ config: { checkers, idleChecks } }: NodeServer): string {
  const isOwn = (key: string) => key === "bindAddress" || key === "bindInterface" || key === "place";
  return JSON.stringify([checkers, idleChecks], (key, value) => (isOwn(key) ? undefined : value));
}

function kindsOf({ config: { checkers, idleChecks } }: NodeServer): string {
  const kinds = [...checkers, ...idleChecks].map(({ kind }) => kind);
  return kinds.length === 0 ? "nothing" : kinds.join(" and ");
}
