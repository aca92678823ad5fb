/** The nested form of a configuration: blocks with their settings, lists and inner blocks, values already read. */
import type { BlockKeyword, DefaultedKeyword, FlagKeyword, ListKeyword, ValueKeyword } from "./keyword.ts";
import type { Span } from "./source.ts";

/** The value of one keyword as it stands after its last line in the block. */
export interface Setting {
  readonly value: unknown;
  readonly at: Span;
}

export interface ListEntry {
  readonly value: unknown;
  readonly at: Span;
}

export interface BlockNode {
  /** Undefined for the top level. */
  readonly keyword: BlockKeyword<unknown> | undefined;
  /** What the words behind the keyword say; undefined when the keyword takes none. */
  readonly head: unknown;
  /** The keyword and the words behind it. */
  readonly at: Span;
  /** The closing brace; undefined while, or because, there is none. */
  end: Span | undefined;
  readonly settings: Map<string, Setting>;
  readonly lists: Map<string, ListEntry[]>;
  readonly children: BlockNode[];
}

/** The value that the block gives the keyword, undefined when it gives none. */
export function settingOf<T>(node: BlockNode, keyword: ValueKeyword<T>): T | undefined {
  // The builder stores under a keyword's name only what that keyword's own form has read.
  return node.settings.get(keyword.name)?.value as T | undefined;
}

export function valueOrDefault<T>(node: BlockNode, keyword: DefaultedKeyword<T>): T {
  return settingOf(node, keyword) ?? keyword.default.value;
}

export function flagOf(node: BlockNode, keyword: FlagKeyword): boolean {
  return node.settings.has(keyword.name);
}

/** Where the keyword's value was written; the block's own place when it was not. */
export function spanOf(node: BlockNode, keyword: { readonly name: string }): Span {
  return node.settings.get(keyword.name)?.at ?? node.at;
}

export function entriesOf<T>(
  node: BlockNode,
  keyword: ListKeyword<T>,
): { readonly value: T; readonly at: Span }[] {
  return (node.lists.get(keyword.name) ?? []) as { value: T; at: Span }[];
}

export function childrenOf<H>(
  node: BlockNode,
  keyword: BlockKeyword<H>,
): (BlockNode & { readonly head: H })[] {
  return node.children.filter((child) => child.keyword?.name === keyword.name) as (BlockNode & { head: H })[];
}
