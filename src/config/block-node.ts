/** The nested form of a configuration: blocks with their settings, lists and inner blocks, values already read. */
import type {
  BlockKeyword,
  DefaultedKeyword,
  FlagKeyword,
  Keyword,
  ListKeyword,
  ValueKeyword,
} from "./keyword.ts";
import type { Span } from "./source.ts";

export interface ListEntry {
  readonly value: unknown;
  readonly at: Span;
}

/** The value of one keyword as it stands after its last line in the block. */
export interface Setting {
  readonly keyword: Keyword;
  value: unknown;
  at: Span;
  /** Of a list keyword, which has no `value`. */
  readonly entries?: ListEntry[];
}

export interface BlockNode<H = unknown> {
  /** Undefined for the top level. */
  readonly keyword: BlockKeyword<unknown> | undefined;
  /** The block around it; undefined for the top level. */
  readonly parent: BlockNode | undefined;
  /** What the words behind the keyword say; undefined when the keyword takes none. */
  readonly head: H;
  /** The keyword and the words behind it. */
  readonly at: Span;
  /** The closing brace; undefined while, or because, there is none. */
  end: Span | undefined;
  /** In the order of their first lines: few in most blocks, so looking through them is quick. */
  readonly settings: Setting[];
  readonly children: BlockNode[];
}

export function findSetting(node: BlockNode, keyword: Keyword): Setting | undefined {
  for (const setting of node.settings) if (setting.keyword === keyword) return setting;
  return undefined;
}

export function setValue(node: BlockNode, keyword: Keyword, value: unknown, at: Span): void {
  const setting = findSetting(node, keyword);
  if (setting === undefined) node.settings.push({ keyword, value, at });
  else {
    setting.value = value;
    setting.at = at;
  }
}

/** The value that the block gives the keyword, undefined when it gives none. */
export function settingOf<T>(node: BlockNode, keyword: ValueKeyword<T>): T | undefined {
  // The builder stores under a keyword only what that keyword's own form has read.
  return findSetting(node, keyword as Keyword)?.value as T | undefined;
}

export function valueOrDefault<T>(node: BlockNode, keyword: DefaultedKeyword<T>): T {
  return settingOf(node, keyword) ?? keyword.default.value;
}

export function flagOf(node: BlockNode, keyword: FlagKeyword): boolean {
  return findSetting(node, keyword) !== undefined;
}

/** Where the keyword's value was written; the block's own place when it was not. */
export function spanOf(node: BlockNode, keyword: { readonly name: string }): Span {
  return findSetting(node, keyword as Keyword)?.at ?? node.at;
}

export function entriesOf<T>(
  node: BlockNode,
  keyword: ListKeyword<T>,
): { readonly value: T; readonly at: Span }[] {
  return (findSetting(node, keyword as Keyword)?.entries ?? []) as { value: T; at: Span }[];
}

export function childrenOf<H>(node: BlockNode, keyword: BlockKeyword<H>): BlockNode<H>[] {
  return node.children.filter((child) => child.keyword === keyword) as BlockNode<H>[];
}
