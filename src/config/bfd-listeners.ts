/** Which processes hear of a BFD session: both, unless its block names one of them. */
import { type BlockNode, findNamed } from "./block-node.ts";
import type { Scope } from "./scope.ts";

export type BfdListener = "vrrp" | "checker";

/** True of a session that there is none of as well. */
export function hearsOfSession(listener: BfdListener, name: string, { node }: Scope): boolean {
  const session = rootOf(node).children.find(
    (child) => child.keyword?.name === "bfd_instance" && child.head === name,
  );
  const other = listener === "vrrp" ? "checker" : "vrrp";
  return (
    session === undefined ||
    findNamed(session, listener) !== undefined ||
    findNamed(session, other) === undefined
  );
}

function rootOf(node: BlockNode): BlockNode {
  let root = node;
  while (root.parent !== undefined) root = root.parent;
  return root;
}
