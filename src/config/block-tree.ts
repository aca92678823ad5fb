/** How the builder grows the tree of blocks. */
import type { BlockNode } from "./block-node.ts";
import type { BlockKeyword } from "./keyword.ts";
import type { Span } from "./source.ts";

/** How a block of the top level was read. */
export interface BlockReading {
  /** Whether a command line stands in it. */
  readonly holdsScripts: boolean;
  /** Whether nothing was said while it was read, nor anything further up could bear on it. */
  readonly isQuiet: boolean;
}

const noChildren: readonly BlockNode[] = [];

export function newNode(
  keyword: BlockKeyword<unknown> | undefined,
  parent: BlockNode | undefined,
  head: unknown,
  at: Span,
): BlockNode {
  return { keyword, parent, head, at, end: undefined, lastSetting: undefined, children: noChildren };
}

export function addChild(parent: BlockNode, child: BlockNode): void {
  // A literal has room for one, which is what most servers have; an empty array that grows takes room for 17.
  if (parent.children.length === 0) parent.children = [child];
  else (parent.children as BlockNode[]).push(child);
}

export function dropChild(child: BlockNode): void {
  const { parent } = child;
  if (parent === undefined) return;
  // The one just closed is the last.
  if (parent.children[parent.children.length - 1] === child) (parent.children as BlockNode[]).pop();
  else parent.children = parent.children.filter((other) => other !== child);
}

/** Whether the block does nothing as a whole, so that its lines need not be named. */
export function isWithoutEffect(node: BlockNode): boolean {
  for (let block: BlockNode | undefined = node; block !== undefined; block = block.parent) {
    if (block.keyword !== undefined && block.keyword.support !== "full") return true;
  }
  return false;
}
