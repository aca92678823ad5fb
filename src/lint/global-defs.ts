/** The block `global_defs`. */
import { type BlockNode, childrenOf } from "../config/block-node.ts";
import { globalDefs } from "../config/keywords/global-defs.ts";

/** Several of these blocks count as one. */
export function globalsOf(tree: BlockNode): BlockNode | undefined {
  return childrenOf(tree, globalDefs)[0];
}
