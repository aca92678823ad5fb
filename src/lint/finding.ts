/** What the linter found: where, by which rule, what happens at run time, and what to do about it. */
import type { Place } from "../values/place.ts";

/** How much a finding matters; only `--fail-level` decides which of them make the exit status 1. */
export type Level = "error" | "warning" | "info";

/** The most serious first. */
export const LEVELS: readonly Level[] = ["error", "warning", "info"];

/** `vrrp/duplicate-vrid`: a family and a name, for ever. */
export type RuleId = `${string}/${string}`;

export interface Related {
  readonly place: Place;
  /** What stands there, such as "the first one". */
  readonly what: string;
}

/** Replaces the bytes `start` to `end` (exclusive) of a file as it was read. */
export interface FileEdit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The one right rewrite of what was found. */
export interface Fix {
  /** What it does, as an editor's menu shows it: "replace 'nb_get_retry' with 'retry'". */
  readonly title: string;
  readonly edits: readonly FileEdit[];
  /** What was without effect comes to run, as it was meant; absent where the same runs as before. */
  readonly changes?: true;
  /** The setting that shows the removed line in the model, though nothing runs by it. */
  readonly clears?: string;
}

export interface Finding {
  readonly rule: RuleId;
  readonly level: Level;
  /** What is written and what runs because of it. */
  readonly message: string;
  /** What to write instead; absent where the message says so. */
  readonly remedy?: string;
  readonly place: Place;
  /** The column after the last byte concerned, on the same line. */
  readonly endColumn: number;
  readonly related?: readonly Related[];
  readonly fix?: Fix;
  /** It holds on the host that was looked at (`--host`) and need not on another. */
  readonly host?: true;
}

/** By file in the order in which they were given or included, then by place, then by rule. */
export function sortFindings(findings: readonly Finding[], files: readonly string[]): Finding[] {
  const rank = new Map(files.map((file, index) => [file, index]));
  const rankOf = ({ place }: Finding) => rank.get(place.file) ?? files.length;
  return [...findings].sort(
    (a, b) =>
      rankOf(a) - rankOf(b) ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column ||
      (a.rule < b.rule ? -1 : Number(a.rule > b.rule)),
  );
}
