/** What to write instead of a keyword that is unknown or deprecated where it stands, where exactly one rewrite is right. */
import type { Rewrite } from "./diagnostic.ts";
import type { ReadContext } from "./forms/form.ts";
import type { Keyword } from "./keyword.ts";
import { namesIn, pathsWith } from "./keyword-places.ts";
import type { Word } from "./line.ts";
import { nearestNames } from "./nearest-name.ts";

type Words = readonly [Word, ...Word[]];

/** Keywords of one line that keepalived once knew, each by the block that it stood in: without effect today. */
const removed: ReadonlySet<string> = new Set(["virtual_server/nat_mask"]);

/** An alias is read as what it stands for, so the other spelling runs as the same. */
export function rewriteOfDeprecated(written: Keyword): Rewrite | undefined {
  return written.kind === "alias" ? { kind: "replace", text: written.of } : undefined;
}

/** @param find the keyword of that name in the block, aliases followed */
export function rewriteOfUnknown(
  words: Words,
  path: string,
  find: (name: string) => Keyword | undefined,
  context: ReadContext,
): Rewrite | undefined {
  const [word, ...rest] = words;
  if (word.quoted) return undefined;
  if (removed.has(`${path}/${word.raw}`)) return { kind: "delete-line" };
  const text = meantBy(word.raw, path);
  const keyword = text === undefined ? undefined : find(text);
  return text === undefined || keyword === undefined || !takes(keyword, rest, context)
    ? undefined
    : { kind: "replace", text, changes: true };
}

/** The only name that can be meant: what a keyword of another block is called here, or the one nearest name. */
function meantBy(name: string, path: string): string | undefined {
  const here = namesIn(path);
  const paths = pathsWith(name);
  if (paths.length > 0) {
    const preferred = paths.map((other) => namesIn(other).get(name)?.aliasOf).find((of) => of !== undefined);
    return preferred !== undefined && here.has(preferred) ? preferred : undefined;
  }
  const [nearest, ...others] = nearestNames(name, here.keys());
  return others.length === 0 && here.get(nearest ?? "")?.aliasOf === undefined ? nearest : undefined;
}

/** Whether a line of the keyword with these words is taken without a remark; blocks are more than a line. */
function takes(keyword: Keyword, words: readonly Word[], context: ReadContext): boolean {
  if (keyword.kind === "flag") return words.length === 0;
  if (keyword.kind !== "value" || keyword.splitting !== undefined || words.length > keyword.form.maxWords)
    return false;
  const reading = keyword.form.read(words, context);
  return reading.ok === true && reading.remarks.length === 0;
}
