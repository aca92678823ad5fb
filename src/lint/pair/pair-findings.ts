/** How a pair rule goes through instances or services and says where two nodes differ: in the file of the later one. */
import { type BlockNode, spanOf } from "../../config/block-node.ts";
import type { Span } from "../../config/source.ts";
import type { Level } from "../finding.ts";
import type { Node, PairReport, PairRule } from "../pair-rule.ts";
import { type InstancePair, instancePairs, instancesOfEveryTwo } from "./instances.ts";
import { type ServicePair, servicePairs } from "./services.ts";

/** What differs, and where: the same place in both nodes' blocks. */
export interface Difference {
  readonly message: string;
  readonly at: { readonly name: string } | ((block: BlockNode) => Span);
  readonly level?: Level;
}

type Facts = Omit<PairRule, "check"> & { readonly remedy: string };

interface Sides {
  readonly first: { readonly node: Node; readonly block: BlockNode };
  readonly other: { readonly node: Node; readonly block: BlockNode };
}

/** Compares each virtual router of the first node with its counterpart on the others. */
export function instanceRule(
  facts: Facts,
  compare: (pair: InstancePair) => Difference | undefined,
): PairRule {
  return pairRule(facts, instancePairs, compare);
}

/** Compares the instances of every two nodes. */
export function everyTwoRule(
  facts: Facts,
  compare: (pair: InstancePair) => Difference | undefined,
): PairRule {
  return pairRule(facts, instancesOfEveryTwo, compare);
}

/** Compares each service of the first node with the same one of the others. */
export function serviceRule(facts: Facts, compare: (pair: ServicePair) => Difference | undefined): PairRule {
  return pairRule(facts, servicePairs, compare);
}

function pairRule<P extends Sides>(
  { remedy, ...facts }: Facts,
  pairsOf: (nodes: readonly Node[]) => readonly P[],
  compare: (pair: P) => Difference | undefined,
): PairRule {
  return {
    ...facts,
    check(nodes, report) {
      for (const pair of pairsOf(nodes)) {
        const difference = compare(pair);
        if (difference !== undefined) say(pair, difference, remedy, report);
      }
    },
  };
}

function say(
  { first, other }: Sides,
  { message, at, level }: Difference,
  remedy: string,
  report: PairReport,
): void {
  const placeIn = (block: BlockNode) => (typeof at === "function" ? at(block) : spanOf(block, at));
  report(placeIn(other.block), message, {
    ...(level === undefined ? {} : { level }),
    remedy,
    related: [{ at: placeIn(first.block), what: `${first.node.name} has it so` }],
  });
}

/** "5 on lvs02 and 6 on lvs01". */
export function onBoth({ first, other }: Sides, own: unknown, wanted: unknown): string {
  return `${String(own)} on ${other.node.name} and ${String(wanted)} on ${first.node.name}`;
}
