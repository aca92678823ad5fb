/** Which VRRP instances of two nodes belong together. */
import { type BlockNode, childrenOf } from "../../config/block-node.ts";
import { vrrpInstance } from "../../config/keywords/vrrp-instance.ts";
import type { VrrpInstanceConfig } from "../../config/model.ts";
import type { Node } from "../pair-rule.ts";

export interface NodeInstance {
  readonly node: Node;
  readonly block: BlockNode;
  readonly config: VrrpInstanceConfig;
}

/** The same virtual router on the first node and on another. */
export interface InstancePair {
  readonly first: NodeInstance;
  readonly other: NodeInstance;
}

/** Those that run: a node whose configuration is fatal has none. */
export function instancesOf(node: Node): readonly NodeInstance[] {
  const blocks = new Map(childrenOf(node.subject.tree, vrrpInstance).map((block) => [block.head, block]));
  return (node.subject.config?.vrrpInstances ?? []).flatMap((config) => {
    const block = blocks.get(config.name);
    return block === undefined ? [] : [{ node, block, config }];
  });
}

/** What packets tell a virtual router by: its id and family. */
const routerOf = ({ config }: NodeInstance) => `${config.virtualRouterId} ${config.family}`;

/** The instance of the candidates that is the same virtual router: by id and family, else by its name where nothing has that id. */
export function counterpart(
  instance: NodeInstance,
  candidates: readonly NodeInstance[],
  others: readonly NodeInstance[],
): NodeInstance | undefined {
  const sameRouter = candidates.find((one) => routerOf(one) === routerOf(instance));
  if (sameRouter !== undefined) return sameRouter;
  const sameName = candidates.find(({ config }) => config.name === instance.config.name);
  const isTaken = sameName !== undefined && others.some((one) => routerOf(one) === routerOf(sameName));
  return isTaken ? undefined : sameName;
}

/** Each virtual router of the first node with its counterpart on every other node. */
export function instancePairs(nodes: readonly Node[]): readonly InstancePair[] {
  const [firstNode, ...otherNodes] = nodes;
  if (firstNode === undefined) return [];
  const firsts = instancesOf(firstNode);
  return otherNodes.flatMap((node) => {
    const others = instancesOf(node);
    return firsts.flatMap((first) => {
      const other = counterpart(first, others, firsts);
      return other === undefined ? [] : [{ first, other }];
    });
  });
}

/** As `instancePairs`, for what no two nodes may have in common or must tell each other: every node with every later one. */
export function instancesOfEveryTwo(nodes: readonly Node[]): readonly InstancePair[] {
  return nodes.flatMap((_, index) => {
    const [node, ...later] = nodes.slice(index);
    return node === undefined ? [] : instancePairs([node, ...later]);
  });
}

/** Each virtual router of the first node with those of all nodes that are the same, the first one among them. */
export function instanceGroups(nodes: readonly Node[]): readonly (readonly NodeInstance[])[] {
  const groups = new Map<BlockNode, NodeInstance[]>();
  for (const { first, other } of instancePairs(nodes)) {
    const group = groups.get(first.block) ?? [first];
    groups.set(first.block, [...group, other]);
  }
  return [...groups.values()];
}
