/** Follows an include: says what is wrong with it, and has its files read as often as keepalived's processes read them. */
import type { Diagnostics } from "./diagnostic.ts";
import type { ConfigFiles } from "./files.ts";
import { type IncludedFile, readInclude } from "./include.ts";
import type { IncludeChecks } from "./include-check.ts";
import { DEEPEST } from "./made-texts.ts";
import type { PieceLine } from "./piece-line.ts";
import { definedSpan, type Source, type Span, spanInFile } from "./source.ts";

/** An include on its way. */
export interface PendingInclude {
  readonly line: PieceLine;
  readonly at: Span;
  /** The directive with its definitions replaced. */
  readonly text: string;
}

export interface IncludeReading {
  readonly files: ConfigFiles;
  readonly checks: IncludeChecks;
  readonly diagnostics: Diagnostics;
  /** Whether a line with more on it than the include counts twice here. */
  readonly copied: boolean;
  /** @param direct whether it is read as a file itself, not as a part of the parent's copy; undefined leaves that as it is */
  readFile(file: IncludedFile, direct: boolean | undefined): void;
}

export function followInclude({ line, at, text }: PendingInclude, reading: IncludeReading): void {
  const { diagnostics } = reading;
  const { files, problems, checks } = readInclude(text, line.directory, reading.files, reading.checks);
  for (const { hard, silent, message } of problems) {
    const severity = silent ? "hint" : "notice";
    if (hard) sayFailed(at, message, true, diagnostics);
    else diagnostics.add("include-unmatched", severity, at, message, { pass: "parent" });
  }
  const isEndless = ({ path }: IncludedFile) => line.depth >= DEEPEST || isIncludedBy(line.source, path);
  const endless = files.find(isEndless);
  if (endless !== undefined) {
    const message = `'${endless.path}' includes itself, directly or through others: it is not read again`;
    sayFailed(at, message, checks.has("read"), diagnostics);
  }
  // The copy that the parent makes for its children holds the files, but also any line with more on it than the include.
  const readings = reading.copied && !isAloneOnLine(at) ? [true, false] : [undefined];
  for (const direct of readings) {
    for (const file of files) if (!isEndless(file)) reading.readFile(file, direct);
  }
}

function sayFailed(at: Span, message: string, fatal: boolean, diagnostics: Diagnostics): void {
  const exit = { daemon: 6, test: 6, aborts: false };
  if (fatal) diagnostics.add("include-failed", "fatal", at, message, { pass: "parent", exit });
  else diagnostics.add("include-failed", "error", at, message, { pass: "parent" });
}

/** Whether the text stands in this file or was brought in by it. */
function isIncludedBy(source: Source, path: string): boolean {
  for (let at: Source | undefined = source; at !== undefined; at = at.from?.at.source) {
    if (at.name === path) return true;
  }
  return false;
}

/** Whether nothing but blanks stands before it where it is written. */
function isAloneOnLine(at: Span): boolean {
  const { source, start } = definedSpan(at) ?? spanInFile(at);
  return source.text.slice(source.text.lastIndexOf("\n", start - 1) + 1, start).trim() === "";
}
