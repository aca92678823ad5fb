/** A block's keywords by name, as the builder looks them up, with what it has learned of them. */
import type { AliasKeyword, BlockKeyword, Keyword, Keywords } from "./keyword.ts";

/** A keyword as its name leads to it, aliases followed. */
export interface Entry {
  readonly written: Keyword;
  readonly keyword: Exclude<Keyword, AliasKeyword>;
  /**
   * What single words were read as: large files repeat few lines thousands of times. Undefined where a line's meaning
   * depends on more than its words.
   */
  readonly known: Map<string, unknown> | undefined;
  /** The word last found in `known`, and what it was read as: the next line will say the same. */
  lastRaw: string;
  lastValue: unknown;
  /** The table that it is in. */
  readonly table: Table;
  /** The entry of the next line when this one was last met: the same again, mostly. */
  next: Entry | undefined;
  /** The table of a block's inside, made when the block is first met. */
  inside: Table | undefined;
}

export interface Table {
  /** Names of the blocks around and of this one, with slashes between; empty at the top level. */
  readonly path: string;
  readonly entries: Map<string, Entry>;
}

/** Words remembered for each keyword; beyond that they differ too much for it to be worth while. */
export const MOST_KNOWN = 64;

export function makeTable(keywords: Keywords, path: string): Table {
  const byName = new Map(Object.values(keywords).map((keyword) => [keyword.name, keyword]));
  const table: Table = { path, entries: new Map() };
  for (const written of Object.values(keywords)) {
    const keyword = written.kind === "alias" ? byName.get(written.of) : written;
    if (keyword === undefined || keyword.kind === "alias") {
      throw new Error(`alias '${written.name}' does not lead to a keyword`);
    }
    const known = isReadAlone(written, keyword) ? new Map<string, unknown>() : undefined;
    const learned = { known, lastRaw: "", lastValue: undefined, next: undefined, inside: undefined };
    table.entries.set(written.name, { written, keyword, table, ...learned });
  }
  return table;
}

export function insideOf(entry: Entry, keyword: BlockKeyword<unknown>, path: string): Table {
  entry.inside ??= makeTable(keyword.keywords, path === "" ? keyword.name : `${path}/${keyword.name}`);
  return entry.inside;
}

/** Whether a line of this keyword means the same wherever it stands. */
function isReadAlone(written: Keyword, keyword: Keyword): boolean {
  return (
    keyword.kind === "value" &&
    written.deprecated === undefined &&
    keyword.settle === undefined &&
    keyword.whenRepeated === "last-wins" &&
    keyword.splitting === undefined &&
    keyword.support === "full"
  );
}
