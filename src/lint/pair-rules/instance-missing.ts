/** Instances that one of the nodes does not have. */
import { counterpart, instancesOf, type NodeInstance } from "../pair/instances.ts";
import { samplePair } from "../pair/sample.ts";
import type { PairReport, PairRule } from "../pair-rule.ts";

const second = `vrrp_instance VI_2 {
    state BACKUP
    interface eth1
    virtual_router_id 88
    priority 100
    advert_int 1
    virtual_ipaddress {
        198.51.100.10/24
    }
}
`;

export const instanceMissing: PairRule = {
  id: "pair/instance-missing",
  level: "error",
  summary: "An instance is not on every node.",
  explanation:
    "Nobody takes over the addresses of a virtual router that runs on one node alone. An instance counts as the same on another node when " +
    "it has the same virtual_router_id and family there, or, where nothing has that id, the same name.",
  bad: samplePair({ lvs02: [["virtual_server 192.0.2.10 80 {", `${second}virtual_server 192.0.2.10 80 {`]] }),
  good: samplePair(),
  check(nodes, report) {
    const [firstNode, ...others] = nodes.filter(({ subject }) => subject.config !== undefined);
    if (firstNode === undefined) return;
    const first = instancesOf(firstNode);
    for (const node of others) {
      const other = instancesOf(node);
      sayMissing(first, other, node.name, report);
      sayMissing(other, first, firstNode.name, report);
    }
  },
};

function sayMissing(
  present: readonly NodeInstance[],
  elsewhere: readonly NodeInstance[],
  node: string,
  report: PairReport,
): void {
  for (const instance of present) {
    if (counterpart(instance, elsewhere, present) !== undefined) continue;
    const { block, config } = instance;
    const message = `${config.name} (virtual_router_id ${config.virtualRouterId}) is missing on ${node}: nobody takes over its addresses`;
    report(block.at, message, { remedy: `write the instance on ${node}, too` });
  }
}
