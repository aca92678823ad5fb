/** A sync group with other members on another node. */
import { type BlockNode, childrenOf, entriesOf, spanOf } from "../../config/block-node.ts";
import { syncGroupMembers, vrrpSyncGroup } from "../../config/keywords/sync-group.ts";
import { samplePair } from "../pair/sample.ts";
import type { Node, PairRule } from "../pair-rule.ts";

const instance = (id: number) => `vrrp_instance VI_${id} {
    state BACKUP
    interface eth${id}
    virtual_router_id 9${id}
    priority 100
    advert_int 1
    virtual_ipaddress {
        198.51.100.${id}/24
    }
}
`;
const service = "virtual_server 192.0.2.10 80 {";
const group = (...members: string[]) =>
  `${instance(2)}${instance(3)}vrrp_sync_group both_sides {\n    group {\n${members.map((one) => `        ${one}\n`).join("")}    }\n}\n${service}`;
const otherPriorities = [["priority 100", "priority 90"]] as const;

export const syncGroupsDiffer: PairRule = {
  id: "pair/sync-group",
  level: "warning",
  summary: "The members of a sync group differ.",
  explanation:
    "Instances of a group move together. On a node whose group lacks one, that one stays behind, and the inner and the outer address of a " +
    "router end on different nodes. Write the same members on every node.",
  bad: samplePair({
    both: [[service, group("VI_1", "VI_2", "VI_3")]],
    lvs02: [["        VI_3\n", ""], ...otherPriorities],
  }),
  good: samplePair({ both: [[service, group("VI_1", "VI_2", "VI_3")]], lvs02: otherPriorities }),
  check(nodes, report) {
    const [firstNode, ...others] = nodes;
    if (firstNode === undefined) return;
    const firsts = groupsOf(firstNode);
    for (const node of others) {
      for (const [name, other] of groupsOf(node)) {
        const first = firsts.get(name);
        if (first === undefined) continue;
        const [own, wanted] = [membersOf(other), membersOf(first)];
        if (own === wanted) continue;
        report(
          spanOf(other, syncGroupMembers),
          `sync group ${name} has ${own} on ${node.name} and ${wanted} on ${firstNode.name}`,
          {
            remedy: "write the same members on every node",
            related: [{ at: spanOf(first, syncGroupMembers), what: `${firstNode.name} has it so` }],
          },
        );
      }
    }
  },
};

function groupsOf({ subject }: Node): ReadonlyMap<string, BlockNode> {
  return new Map(childrenOf(subject.tree, vrrpSyncGroup).map((block) => [block.head, block]));
}

function membersOf(block: BlockNode): string {
  const names = entriesOf(block, syncGroupMembers).map(({ value }) => String(value));
  return names.length === 0 ? "no members" : names.toSorted().join(", ");
}
