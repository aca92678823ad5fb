/**
 * The text as a process reads it that owns none of its blocks. It passes over each by counting braces; where the owner makes do without
 * a '{', it has nothing to count, takes the block's lines for the top level's and reports them.
 */
import { assertNever } from "../values/assert-never.ts";
import type { Diagnostics, Pass } from "./diagnostic.ts";
import { namesIn } from "./keyword-places.ts";
import { rootKeywords } from "./keywords/root.ts";
import { type LogicalLine, spanOfWords, type Word } from "./line.ts";
import { placeOf, type Span } from "./source.ts";

interface Finding {
  readonly at: Span;
  readonly what: string;
  readonly pass: Pass;
  /** The line that stands where a '{' should. */
  readonly cause: Span | undefined;
}

const owners = new Map<string, Pass>(
  Object.values(rootKeywords).flatMap((keyword) =>
    keyword.kind === "block" && keyword.owner !== undefined ? [[keyword.name, keyword.owner]] : [],
  ),
);

export class Bystander {
  /** Braces to be closed until the block that it passes over ends. */
  #depth = 0;
  #awaitsBrace = false;
  #missing: Span | undefined;
  /** The first process that does not own the block last begun. */
  #pass: Pass = "parent";
  readonly #findings: Finding[] = [];

  take(line: LogicalLine): void {
    switch (line.kind) {
      case "statement":
        if (this.#depth === 0) this.#keyword(line.words);
        return;
      case "open":
        if (this.#depth > 0 || this.#awaitsBrace) this.#depth++;
        else this.#found(line.at, "this '{' is not expected there");
        this.#awaitsBrace = false;
        return;
      case "close":
        if (this.#depth > 0) this.#depth--;
        else {
          if (this.#awaitsBrace) this.#missing = line.at;
          this.#found(line.at, "this '}' closes nothing there");
        }
        this.#awaitsBrace = false;
        return;
      default:
        assertNever(line);
    }
  }

  get isBetweenBlocks(): boolean {
    return this.#depth === 0 && !this.#awaitsBrace;
  }

  /** A whole block of a service, which is the checker's, was between this line and the one before. */
  passService(): void {
    this.#pass = "parent";
  }

  /** Whether it looks at the words of lines at all where it stands. */
  get looks(): boolean {
    return this.#depth === 0;
  }

  #keyword(words: readonly [Word, ...Word[]]): void {
    const [word] = words;
    if (this.#awaitsBrace) this.#missing = spanOfWords(words);
    const known = namesIn("").get(word.raw);
    this.#awaitsBrace = known?.braces === true;
    if (known === undefined) this.#found(word, "the keyword is unknown there");
    else this.#pass = owners.get(word.raw) === "parent" ? "checker" : "parent";
  }

  #found(at: Span, what: string): void {
    this.#findings.push({ at, what, pass: this.#pass, cause: this.#missing });
  }

  /** Reports the lines that nothing has been said about: the owners of their blocks took them well. */
  finish(diagnostics: Diagnostics): void {
    if (this.#findings.length === 0) return;
    const lineOf = ({ file, line }: { readonly file: string; readonly line: number }) => `${file}:${line}`;
    const shown = diagnostics.list.filter(
      ({ severity, stage }) => severity !== "hint" && stage === "reading",
    );
    const said = new Set(shown.map(({ place }) => lineOf(place)));
    for (const { at, what, pass, cause } of this.#findings) {
      if (said.has(lineOf(placeOf(at)))) continue;
      const message = `a '{' is missing further up, so the processes that do not own its block read this at the top level, and ${what}`;
      diagnostics.add(
        "brace-missing-open",
        "error",
        at,
        message,
        cause === undefined || isSamePlace(cause, at) ? { pass } : { pass, cause },
      );
    }
  }
}

function isSamePlace(one: Span, other: Span): boolean {
  return one.source === other.source && one.start === other.start;
}
