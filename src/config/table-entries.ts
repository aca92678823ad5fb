/** The keyword table as a flat list: every entry with the blocks around it. */
import type { AliasKeyword, BlockKeyword, Keyword, Keywords } from "./keyword.ts";

/** What an alias stands for. */
export type ProperKeyword = Exclude<Keyword, AliasKeyword>;

export interface TableEntry {
  /** The names of the blocks around it, outermost first. */
  readonly path: readonly string[];
  /** The blocks around it, outermost first. */
  readonly around: readonly BlockKeyword<unknown>[];
  readonly keyword: Keyword;
  /** The keyword itself, or the one that an alias stands for. */
  readonly target: ProperKeyword;
  /** Its other spellings in the same block. */
  readonly aliases: readonly string[];
}

/** Every entry, a block before its keywords, in the table's order; what a block's alias holds is listed under the block. */
export function tableEntries(
  keywords: Keywords,
  around: readonly BlockKeyword<unknown>[] = [],
): readonly TableEntry[] {
  const siblings = Object.values(keywords);
  const path = around.map((block) => block.name);
  return siblings.flatMap((keyword) => {
    const target = targetOf(keyword, siblings);
    const aliases = siblings.flatMap((other) =>
      other.kind === "alias" && other.of === keyword.name ? [other.name] : [],
    );
    const own = { path, around, keyword, target, aliases };
    return keyword.kind === "block" ? [own, ...tableEntries(keyword.keywords, [...around, keyword])] : [own];
  });
}

function targetOf(keyword: Keyword, siblings: readonly Keyword[]): ProperKeyword {
  if (keyword.kind !== "alias") return keyword;
  const target = siblings.find((sibling) => sibling.name === keyword.of);
  if (target === undefined || target.kind === "alias")
    throw new Error(`alias '${keyword.name}' does not lead to a keyword`);
  return target;
}

/** Which spelling of a block a path names: `vrrp_track_file` is `track_file`. */
export function properPath(path: readonly string[], keywords: Keywords): readonly string[] {
  let inner: Keywords | undefined = keywords;
  return path.map((name) => {
    const siblings: readonly Keyword[] = Object.values(inner ?? {});
    const found = siblings.find((keyword) => keyword.name === name);
    const proper = found === undefined ? undefined : targetOf(found, siblings);
    inner = proper?.kind === "block" ? proper.keywords : undefined;
    return proper?.name ?? name;
  });
}
