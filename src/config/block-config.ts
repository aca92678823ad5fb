/** The typed form of a block: its values by name as its table of keywords gives them, defaults filled in. */
import type { Place } from "../values/place.ts";
import type { BlockNode } from "./block-node.ts";
import type {
  AliasKeyword,
  BlockKeyword,
  DefaultedKeyword,
  FlagKeyword,
  Keyword,
  Keywords,
  ListKeyword,
  ValueKeyword,
} from "./keyword.ts";
import { placeOf } from "./source.ts";

type ValueOf<K> = K extends FlagKeyword
  ? boolean
  : K extends DefaultedKeyword<infer T>
    ? T
    : K extends ValueKeyword<infer T>
      ? T | undefined
      : K extends ListKeyword<infer T>
        ? readonly T[]
        : K extends BlockKeyword<infer H, infer C>
          ? readonly BlockConfig<H, C>[]
          : never;

type NamesOfValues<K extends Keywords> = {
  [N in keyof K]: K[N] extends AliasKeyword ? never : N;
}[keyof K];

/** A block as data that survives JSON; a value that was not written and has no fixed default is undefined. */
export interface BlockConfig<H, K extends Keywords> {
  readonly place: Place;
  readonly head: H;
  readonly settings: { readonly [N in NamesOfValues<K>]: ValueOf<K[N]> };
}

/** What a block's settings are before anything was written, by the block's table. */
const defaults = new WeakMap<Keywords, Readonly<Record<string, unknown>>>();

function defaultsOf(keywords: Keywords): Readonly<Record<string, unknown>> {
  const known = defaults.get(keywords);
  if (known !== undefined) return known;
  const values: Record<string, unknown> = {};
  for (const [name, keyword] of Object.entries(keywords)) {
    if (keyword.kind !== "alias") values[name] = defaultOf(keyword);
  }
  defaults.set(keywords, values);
  return values;
}

function defaultOf(keyword: Exclude<Keyword, AliasKeyword>): unknown {
  if (keyword.kind === "block") return [];
  if (keyword.default.kind === "value") return keyword.default.value;
  return keyword.kind === "list" ? [] : undefined;
}

/** What was written in the block and in the blocks inside it; `node` must have been read by the same keyword. */
export function configOf<H, K extends Keywords>(
  keyword: BlockKeyword<H, K>,
  node: BlockNode<H>,
): BlockConfig<H, K> {
  const settings: Record<string, unknown> = { ...defaultsOf(keyword.keywords) };
  if (node.settings.length > 0 || node.children.length > 0) {
    for (const [name, inner] of Object.entries(keyword.keywords)) {
      const value = writtenValue(inner, node);
      if (value !== undefined) settings[name] = value;
    }
  }
  return { place: placeOf(node.at), head: node.head, settings: settings as BlockConfig<H, K>["settings"] };
}

function writtenValue(keyword: Keyword, node: BlockNode): unknown {
  if (keyword.kind === "alias") return undefined;
  if (keyword.kind === "block") {
    const children = node.children.filter((child) => child.keyword === keyword);
    return children.length === 0 ? undefined : children.map((child) => configOf(keyword, child));
  }
  const setting = node.settings.find((candidate) => candidate.keyword === keyword);
  if (setting === undefined || keyword.kind !== "list") return setting?.value;
  return setting.entries?.map((entry) => entry.value);
}
