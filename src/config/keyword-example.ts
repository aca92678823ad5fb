/** A keyword as it stands in a file: its line with what it holds, in the blocks around it. */

import { assertNever } from "../values/assert-never.ts";
import type { BlockKeyword, Keywords, ListKeyword } from "./keyword.ts";
import type { ProperKeyword, TableEntry } from "./table-entries.ts";

/** Lines of a block's example that are no keywords it must have. */
const SHOWN_KEYWORDS = 3;

/** The lines of an example, indented, from the outermost block's first to its last; the innermost has all that it must have. */
export function exampleLines({ keyword, target, around }: TableEntry): string[] {
  const own = linesOf(target);
  const [first = "", ...rest] = own;
  // An alias has no example of its own.
  const named =
    keyword.name === target.name ? own : [keyword.name + first.slice(target.name.length), ...rest];
  return around.reduceRight<string[]>(
    (lines, block) => [block.example, ...lines.map((line) => `    ${line}`), "}"],
    [...linesAbove(target, around), ...named],
  );
}

/** What makes the block one that could run. */
function linesAbove(keyword: ProperKeyword, around: readonly BlockKeyword<unknown>[]): readonly string[] {
  const inner = around[around.length - 1];
  if (keyword.exampleNeeds !== undefined || inner === undefined) return keyword.exampleNeeds ?? [];
  const others = mandatoryIn(inner).filter((other) => other !== keyword);
  return others.flatMap(linesOf);
}

function linesOf(keyword: ProperKeyword): string[] {
  switch (keyword.kind) {
    case "flag":
    case "value":
      return [keyword.example];
    case "list": {
      if (!keyword.braces) return [keyword.example];
      return [keyword.example, ...entriesOf(keyword), "}"];
    }
    case "block":
      return [keyword.example, ...contentOf(keyword), "}"];
    default:
      return assertNever(keyword);
  }
}

function entriesOf({ exampleEntry }: ListKeyword<unknown>): string[] {
  return exampleEntry === undefined ? [] : [`    ${exampleEntry}`];
}

/** What a block must have; where that is nothing, its first keywords. */
function contentOf(block: BlockKeyword<unknown>): string[] {
  if (block.lines !== undefined) return entriesOf(block.lines);
  const mandatory = mandatoryIn(block);
  const shown = mandatory.length > 0 ? mandatory : plainKeywords(block.keywords).slice(0, SHOWN_KEYWORDS);
  return shown.flatMap(linesOf).map((line) => `    ${line}`);
}

function mandatoryIn({ keywords }: BlockKeyword<unknown>): ProperKeyword[] {
  return plainKeywords(keywords).filter(({ default: { kind } }) => kind === "mandatory");
}

function plainKeywords(keywords: Keywords): ProperKeyword[] {
  return Object.values(keywords).flatMap((keyword) =>
    (keyword.kind === "value" || keyword.kind === "list") && keyword.deprecated === undefined
      ? [keyword]
      : [],
  );
}
