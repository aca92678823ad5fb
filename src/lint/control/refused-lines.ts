/** Lines whose words the newest version refuses, so that no block has them, and which the target version does not read at all. */
import type { Keyword } from "../../config/keyword.ts";
import { rootKeywords } from "../../config/keywords/root.ts";
import { tableEntries } from "../../config/table-entries.ts";
import type { Place } from "../../values/place.ts";
import { SourceLines } from "../source-lines.ts";
import type { Subject } from "../subject.ts";
import { knows, type TargetVersion } from "./target-version.ts";

export interface RefusedLine {
  readonly keyword: Keyword;
  /** Where the keyword stands. */
  readonly place: Place;
}

export class RefusedLines {
  readonly #lines: SourceLines;
  readonly #tooNew: ReadonlyMap<string, Keyword>;

  constructor(subjects: readonly Subject[], target: TargetVersion) {
    this.#lines = new SourceLines(subjects.flatMap(({ files }) => files));
    this.#tooNew = alwaysTooNew(target);
  }

  /** Undefined where the line's keyword is, or in another block would be, known to the version. */
  at({ file, line }: Place): RefusedLine | undefined {
    const found = /^([ \t]*)(\S+)/.exec(this.#lines.line(file, line) ?? "");
    const keyword = this.#tooNew.get(found?.[2] ?? "");
    if (keyword === undefined) return undefined;
    return { keyword, place: { file, line, column: (found?.[1]?.length ?? 0) + 1 } };
  }
}

/** Keywords that the version knows in no block. */
function alwaysTooNew(target: TargetVersion): ReadonlyMap<string, Keyword> {
  const found = new Map<string, Keyword>();
  const known = new Set<string>();
  for (const { keyword } of tableEntries(rootKeywords)) {
    if (keyword.since === undefined || knows(target, keyword.since)) known.add(keyword.name);
    else found.set(keyword.name, keyword);
  }
  for (const name of known) found.delete(name);
  return found;
}
