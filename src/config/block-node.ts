/** The nested form of a configuration: blocks with their settings, lists and inner blocks, values already read. */
import type {
  BlockKeyword,
  DefaultedKeyword,
  FlagKeyword,
  Keyword,
  ListKeyword,
  ValueKeyword,
} from "./keyword.ts";
import type { Source, Span } from "./source.ts";

export interface ListEntry {
  readonly value: unknown;
  readonly at: Span;
}

/** The value of one keyword as it stands after its last line in the block, which the span covers. */
export class Setting implements Span {
  readonly keyword: Keyword;
  /** Of a list keyword: its entries. */
  value: unknown;
  source: Source;
  start: number;
  end: number;
  /** The block's setting written before this one: a chain takes less room than an array in a hundred thousand small blocks. */
  readonly before: Setting | undefined;

  constructor(
    keyword: Keyword,
    value: unknown,
    source: Source,
    start: number,
    end: number,
    before: Setting | undefined,
  ) {
    this.keyword = keyword;
    this.value = value;
    this.source = source;
    this.start = start;
    this.end = end;
    this.before = before;
  }

  get at(): Span {
    return this;
  }

  get entries(): ListEntry[] | undefined {
    return this.keyword.kind === "list" ? (this.value as ListEntry[]) : undefined;
  }
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
  /** The keyword that was first written last; most blocks have few, so looking through them is quick. */
  lastSetting: Setting | undefined;
  children: readonly BlockNode[];
}

export function findSetting(node: BlockNode, keyword: Keyword): Setting | undefined {
  let setting = node.lastSetting;
  while (setting !== undefined && setting.keyword !== keyword) setting = setting.before;
  return setting;
}

/** In the order in which they were first written. */
export function settingsIn(node: BlockNode): Setting[] {
  const settings: Setting[] = [];
  for (let setting = node.lastSetting; setting !== undefined; setting = setting.before)
    settings.push(setting);
  return settings.reverse();
}

/** As findSetting, for keywords whose entries cannot be imported where they are asked for. */
export function findNamed(node: BlockNode, name: string): Setting | undefined {
  let setting = node.lastSetting;
  while (setting !== undefined && setting.keyword.name !== name) setting = setting.before;
  return setting;
}

/** Answers what it replaced, if the keyword was written before. */
export function setValue(node: BlockNode, keyword: Keyword, value: unknown, at: Span): Replaced | undefined {
  return setValueAt(node, keyword, value, at.source, at.start, at.end);
}

/** A value that a later line of the same keyword took the place of. */
export interface Replaced {
  readonly value: unknown;
  readonly at: Span;
}

/** As `setValue`, where no span has been made of the place. */
export function setValueAt(
  node: BlockNode,
  keyword: Keyword,
  value: unknown,
  source: Source,
  start: number,
  end: number,
): Replaced | undefined {
  const setting = findSetting(node, keyword);
  if (setting === undefined) {
    node.lastSetting = new Setting(keyword, value, source, start, end, node.lastSetting);
    return undefined;
  }
  const replaced = {
    value: setting.value,
    at: { source: setting.source, start: setting.start, end: setting.end },
  };
  setting.value = value;
  setting.source = source;
  setting.start = start;
  setting.end = end;
  return replaced;
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
  return findSetting(node, keyword)?.value === true;
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

/** Whether two blocks say the same by the same keywords in the same order. */
export function isSameChain(one: Setting | undefined, other: Setting | undefined): boolean {
  let a = one;
  let b = other;
  while (a !== undefined && b !== undefined) {
    if (a === b) return true;
    if (a.keyword !== b.keyword || a.value !== b.value) return false;
    a = a.before;
    b = b.before;
  }
  return a === b;
}
