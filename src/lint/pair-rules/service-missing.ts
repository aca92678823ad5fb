/** Services that one of the nodes does not have. */

import { samplePair } from "../pair/sample.ts";
import type { NodeService } from "../pair/services.ts";
import { servicesOf } from "../pair/services.ts";
import type { Node, PairReport, PairRule } from "../pair-rule.ts";

const second = `virtual_server 192.0.2.10 443 {
    delay_loop 6
    lb_algo wlc
    lb_kind DR
    protocol TCP
    real_server 192.0.2.21 443 {
        weight 1
        TCP_CHECK {
            connect_timeout 2
        }
    }
}
virtual_server 192.0.2.10 80 {`;

export const serviceMissing: PairRule = {
  id: "pair/service-missing",
  level: "error",
  summary: "A service is not on every node.",
  explanation:
    "While the node without it is MASTER, clients reach the virtual address and find the port closed. A service that only one node is to " +
    "have belongs to an address of its own.",
  bad: samplePair({ lvs02: [["virtual_server 192.0.2.10 80 {", second]] }),
  good: samplePair({ both: [["virtual_server 192.0.2.10 80 {", second]] }),
  check(nodes, report) {
    const [firstNode, ...others] = nodes.filter(({ subject }) => subject.config !== undefined);
    if (firstNode === undefined) return;
    for (const node of others) {
      const [first, other] = [servicesOf(firstNode), servicesOf(node)];
      sayMissing(first, other, node, report);
      sayMissing(other, first, firstNode, report);
    }
  },
};

function sayMissing(
  present: ReadonlyMap<string, NodeService>,
  elsewhere: ReadonlyMap<string, NodeService>,
  { name: node }: Node,
  report: PairReport,
): void {
  for (const { name, block, node: owner } of present.values()) {
    if (elsewhere.has(name)) continue;
    report(
      block.at,
      `${name} is on ${owner.name} and missing on ${node}: while ${node} is MASTER its clients are refused`,
      {
        remedy: `write the service on ${node}, too`,
      },
    );
  }
}
