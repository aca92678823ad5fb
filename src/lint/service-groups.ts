/** The groups that services name, as they are written. */
import { type BlockNode, childrenOf, entriesOf } from "../config/block-node.ts";
import { groupEntries, virtualServerGroup } from "../config/keywords/virtual-server-group.ts";
import type { Span } from "../config/source.ts";
import { addressesEqual, type IpAddress } from "../values/address.ts";
import type { ServiceNode } from "./services.ts";

/** Of two groups with one name keepalived finds the first. */
export function groupOf({ head }: ServiceNode, tree: BlockNode): BlockNode<string> | undefined {
  if (head.kind !== "group") return undefined;
  return childrenOf(tree, virtualServerGroup).find((group) => group.head === head.group);
}

/** The entries that are one address each. */
export function addressesOfGroup(
  group: BlockNode<string>,
): { readonly address: IpAddress; readonly port: number; readonly at: Span }[] {
  return entriesOf(group, groupEntries).flatMap(({ value, at }) =>
    value.kind === "range" && addressesEqual(value.first, value.last)
      ? [{ address: value.first, port: value.port, at }]
      : [],
  );
}
