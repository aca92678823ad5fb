/** The typed form of a block: its values by name as its table of keywords gives them, defaults filled in. */
import type { Place } from "../values/place.ts";
import { type BlockNode, isSameChain, type Setting } from "./block-node.ts";
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

/** The values of a table's keywords by name. */
export type SettingsOf<K extends Keywords> = { readonly [N in NamesOfValues<K>]: ValueOf<K[N]> };

/** A block as data that survives JSON; a value that was not written and has no fixed default is undefined. */
export interface BlockConfig<H, K extends Keywords> {
  readonly place: Place;
  readonly head: H;
  readonly settings: SettingsOf<K>;
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
  // A flag is written or not: there is no third state.
  if (keyword.kind === "flag") return false;
  return keyword.kind === "list" ? [] : undefined;
}

/** What was written in the block and in the blocks inside it; `node` must have been read by the same keyword. */
export function configOf<H, K extends Keywords>(
  keyword: BlockKeyword<H, K>,
  node: BlockNode<H>,
): BlockConfig<H, K> {
  return { place: placeOf(node.at), head: node.head, settings: settingsOf(keyword.keywords, node) };
}

/** What a block says by these keywords, of which it may have others as well; without a block the defaults. */
export function settingsOf<K extends Keywords>(keywords: K, node: BlockNode | undefined): SettingsOf<K> {
  const names = namesOf(keywords);
  const children = (node?.children ?? []).filter(
    ({ keyword }) => keyword !== undefined && names.has(keyword),
  );
  const made = lastMade.get(keywords);
  if (made !== undefined && children.length === 0 && isSameChain(made.chain, node?.lastSetting)) {
    return made.settings as SettingsOf<K>;
  }
  const settings: Record<string, unknown> = { ...defaultsOf(keywords) };
  for (let setting = node?.lastSetting; setting !== undefined; setting = setting.before) {
    const name = names.get(setting.keyword);
    if (name === undefined) continue;
    settings[name] =
      setting.entries === undefined ? setting.value : setting.entries.map((entry) => entry.value);
  }
  for (const child of children) {
    const name = child.keyword === undefined ? undefined : names.get(child.keyword);
    if (child.keyword === undefined || name === undefined) continue;
    settings[name] = [...(settings[name] as unknown[]), configOf(child.keyword, child)];
  }
  if (children.length === 0) lastMade.set(keywords, { chain: node?.lastSetting, settings });
  return settings as SettingsOf<K>;
}

/**
 * The settings made last by each table: in large files most servers say the same as the one before, and one frozen object
 * does for all of them.
 */
const lastMade = new WeakMap<Keywords, { readonly chain: Setting | undefined; readonly settings: unknown }>();

/** The model's names of a block's keywords. */
const knownNames = new WeakMap<Keywords, ReadonlyMap<Keyword, string>>();

function namesOf(keywords: Keywords): ReadonlyMap<Keyword, string> {
  const known = knownNames.get(keywords);
  if (known !== undefined) return known;
  const names = new Map(Object.entries(keywords).map(([name, keyword]) => [keyword, name]));
  knownNames.set(keywords, names);
  return names;
}
