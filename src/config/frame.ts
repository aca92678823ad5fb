/** What the builder is inside of: a block, a list, or something that is passed over. */
import type { BlockNode } from "./block-node.ts";
import type { ListKeyword } from "./keyword.ts";
import type { Table } from "./keyword-index.ts";
import type { Span } from "./source.ts";

/** What the lines at this depth are for. */
export type Frame =
  | {
      readonly kind: "block";
      readonly node: BlockNode;
      readonly table: Table;
    }
  | {
      readonly kind: "list";
      readonly node: BlockNode;
      readonly keyword: ListKeyword<unknown>;
      readonly at: Span;
      /** Entries that stood in earlier braces of the same list. */
      readonly earlier: number;
    }
  /** Passed over by counting braces alone. */
  | { readonly kind: "skip"; depth: number; readonly at: Span };

/** As messages name it. */
export function nameOfFrame(frame: Frame): string {
  if (frame.kind === "skip") return "";
  if (frame.kind === "list") return frame.keyword.name;
  return frame.node.keyword?.name ?? "the top level";
}
