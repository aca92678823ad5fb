/** Turns files into logical lines: follows includes, keeps or drops conditional lines, replaces definitions, repeats sequences. */

import { assertNever } from "../values/assert-never.ts";
import { readDefinition, replaceDefinitions, type Surroundings } from "./definitions.ts";
import type { Diagnostics } from "./diagnostic.ts";
import { type ConfigFiles, directoryOf } from "./files.ts";
import { readInclude } from "./include.ts";
import type { LogicalLine, Word } from "./line.ts";
import { type Pieces, readPieces } from "./pieces.ts";
import { readSequence } from "./sequence.ts";
import type { Descent, Source, Span } from "./source.ts";

export interface ExpandContext extends Surroundings {
  readonly files: ConfigFiles;
}

/** Bytes of a line without its newline that keepalived reads as one (its buffer less newline and zero). */
const LONGEST_LINE = 1022;
/** Files within files, definitions within definitions; keepalived would run out of stack instead. */
const DEEPEST = 64;
/** Texts that definitions, sequences and includes may make in all. */
const MOST_MADE_TEXTS = 100_000;

/** Hands on the logical lines of the main file and all that it brings in; problems go to `diagnostics`. */
export function expand(
  main: Source,
  context: ExpandContext,
  diagnostics: Diagnostics,
  take: (line: LogicalLine) => void,
): void {
  new Expander(context, diagnostics, take).text(main, directoryOf(main.name), 0);
}

/** One physical line: the pieces `from` to `to` (exclusive) of a text. */
interface Line {
  readonly source: Source;
  readonly pieces: Pieces;
  readonly from: number;
  readonly to: number;
  readonly directory: string;
  readonly depth: number;
}

class Expander {
  readonly #definitions = new Map<string, string>();
  readonly #context: ExpandContext;
  readonly #diagnostics: Diagnostics;
  readonly #take: (line: LogicalLine) => void;
  #madeTexts = 0;

  constructor(context: ExpandContext, diagnostics: Diagnostics, take: (line: LogicalLine) => void) {
    this.#context = context;
    this.#diagnostics = diagnostics;
    this.#take = take;
  }

  text(source: Source, directory: string, depth: number): void {
    const pieces = readPieces(source.text);
    const made = source.from !== undefined && source.from.kind !== "include";
    let lineStart = 0;
    let from = 0;
    // The next `$` of the text: lines before it need no look at definitions.
    let dollar = source.text.indexOf("$");
    for (let index = 0; index <= pieces.count; index++) {
      const last = index === pieces.count;
      if (!last && pieces.kind(index) !== "lineEnd") continue;
      const lineEnd = last ? source.text.length : pieces.start(index);
      while (dollar !== -1 && dollar < lineStart) dollar = source.text.indexOf("$", dollar + 1);
      if (index > from) {
        const line = { source, pieces, from, to: index, directory, depth };
        if (!made && lineEnd - lineStart > LONGEST_LINE && !spansLines(line)) this.#tooLong(line);
        else this.#line(line, dollar !== -1 && dollar < lineEnd);
      }
      from = index + 1;
      lineStart = lineEnd + 1;
    }
  }

  #line(line: Line, hasDollar: boolean): void {
    const { pieces } = line;
    for (let index = line.from; index < line.to; index++) {
      switch (pieces.kind(index)) {
        case "condition":
          if (!this.#holds(textOf(line, index))) return;
          break;
        case "sequence":
          this.#sequence({ ...line, from: index });
          return;
        case "definition": {
          const { name, value } = readDefinition(textOf(line, index));
          this.#definitions.set(name, value);
          return;
        }
        case "include":
          this.#include(line, index);
          return;
        default:
          if (hasDollar) {
            this.#replace({ ...line, from: index });
            return;
          }
          this.#words({ ...line, from: index });
          return;
      }
    }
  }

  /** A condition's text is `@id` or `@^id`; comparison is exact. */
  #holds(condition: string): boolean {
    const { configId } = this.#context;
    return condition.startsWith("@^") ? condition.slice(2) !== configId : condition.slice(1) === configId;
  }

  #words(line: Line): void {
    const { source, pieces, from, to } = line;
    if (this.#hasNul(line)) return;
    let words: Word[] = [];
    const flush = () => {
      const [first, ...rest] = words;
      if (first !== undefined) this.#take({ kind: "statement", words: [first, ...rest] });
      words = [];
    };
    for (let index = from; index < to; index++) {
      const kind = pieces.kind(index);
      const start = pieces.start(index);
      const end = pieces.end(index);
      switch (kind) {
        case "word":
          words.push({ raw: source.text.slice(start, end), quoted: false, source, start, end });
          break;
        case "quoted":
          words.push({ raw: source.text.slice(start + 1, end - 1), quoted: true, source, start, end });
          break;
        case "open":
        case "close":
          flush();
          this.#take({ kind, at: { source, start, end } });
          break;
        case "bad": {
          const message =
            "this quote is not closed on its line: everything from here to the line's end is dropped; add '\"'";
          this.#diagnostics.add("quote-unterminated", "error", { source, start, end }, message, {
            pass: "parent",
          });
          break;
        }
        case "include":
          // Behind a brace: keepalived reads what follows one as a line of its own.
          flush();
          this.#include(line, index);
          break;
        case "comment":
        case "lineEnd":
        case "condition":
        case "sequence":
        case "definition":
          // These stand at a line's beginning only, where #line has dealt with them, or mean nothing.
          break;
        default:
          assertNever(kind);
      }
    }
    flush();
  }

  /** keepalived ignores a line that holds a NUL byte. */
  #hasNul(line: Line): boolean {
    const { source, pieces, from, to } = line;
    for (let index = from; index < to; index++) {
      if (pieces.kind(index) !== "bad" || source.text[pieces.start(index)] !== "\0") continue;
      const at = spanOfPiece(line, index);
      const message = "the line holds a NUL byte and is ignored: this is no text file, or it is damaged";
      this.#diagnostics.add("nul-byte", "error", at, message, { pass: "parent" });
      return true;
    }
    return false;
  }

  #tooLong(line: Line): void {
    const at = this.#span(line);
    const length = at.end - at.start;
    const message = `the line has ${length} bytes, more than the ${LONGEST_LINE} that are read as one: it is ignored; break it`;
    this.#diagnostics.add("line-too-long", "error", at, message, { pass: "parent" });
  }

  /** From the first piece of the line to the end of the last that is no comment. */
  #span({ source, pieces, from, to }: Line): Span {
    let last = to - 1;
    while (last > from && pieces.kind(last) === "comment") last--;
    return { source, start: pieces.start(from), end: pieces.end(last) };
  }

  #replaced(text: string, at: Span, directory: string): string {
    const result = replaceDefinitions(text, this.#definitions, directory, this.#context);
    if (result !== undefined) return result;
    const message = "a definition used here holds itself: the text is left as it is";
    this.#diagnostics.add("definition-too-deep", "error", at, message, { pass: "parent" });
    return text;
  }

  #replace(line: Line): void {
    const at = this.#span(line);
    const written = at.source.text.slice(at.start, at.end);
    const text = this.#replaced(written, at, line.directory);
    if (text === written && !written.includes("${")) {
      this.#words(line);
      return;
    }
    const name = /\$\{?([A-Za-z_]\w*)/.exec(written)?.[1] ?? "";
    const source = this.#made({ kind: "definition", name, at }, text, line);
    if (source === undefined) return;
    // Lines of a definition may be anything; within one line the forms of a line's beginning are past.
    if (text.includes("\n")) {
      this.text(source, line.directory, line.depth + 1);
      return;
    }
    const pieces = readPieces(text, "replaced");
    this.#words({ ...line, source, pieces, from: 0, to: pieces.count });
  }

  /** `line` begins with the sequence; what stands behind it is read once for each round. */
  #sequence(line: Line): void {
    const at = spanOfPiece(line, line.from);
    const text = this.#replaced(textOf(line, line.from), at, line.directory);
    const rounds = readSequence(text);
    if (typeof rounds === "string") {
      const message = `the sequence cannot be read, the line is ignored: ${rounds}`;
      this.#diagnostics.add("sequence-invalid", "error", at, message, { pass: "parent" });
      return;
    }
    const whole = this.#span(line);
    const rest = line.source.text.slice(at.end, whole.end);
    for (const round of rounds) {
      for (const [name, value] of round) this.#definitions.set(name, value);
      const source = this.#made({ kind: "sequence", name: round[0]?.[0] ?? "", at: whole }, rest, line);
      if (source === undefined) return;
      this.text(source, line.directory, line.depth + 1);
    }
  }

  /** A text made of a line; undefined, and said, when there is no end to such making. */
  #made(from: Descent, text: string, line: Line): Source | undefined {
    this.#madeTexts += 1;
    if (line.depth < DEEPEST && this.#madeTexts <= MOST_MADE_TEXTS)
      return { name: line.source.name, text, from };
    const message = "definitions and sequences used here do not come to an end: the line is ignored";
    this.#diagnostics.add("definition-too-deep", "error", from.at, message, { pass: "parent" });
    return undefined;
  }

  #include(line: Line, index: number): void {
    const at = spanOfPiece(line, index);
    const text = this.#replaced(textOf(line, index), at, line.directory);
    const fatal = { pass: "parent", exit: { daemon: 6, test: 6, aborts: false } } as const;
    if (line.depth >= DEEPEST) {
      const message = `includes are nested more than ${DEEPEST} deep: does a file include itself?`;
      this.#diagnostics.add("include-failed", "fatal", at, message, fatal);
      return;
    }
    const { files, problems } = readInclude(text, line.directory, this.#context.files);
    for (const problem of problems) {
      if (problem.hard) this.#diagnostics.add("include-failed", "fatal", at, problem.message, fatal);
      else {
        const severity = problem.silent ? "hint" : "notice";
        this.#diagnostics.add("include-unmatched", severity, at, problem.message, { pass: "parent" });
      }
    }
    for (const file of files) {
      if (includedBy(line.source, file.path) || ++this.#madeTexts > MOST_MADE_TEXTS) {
        const message = `'${file.path}' includes itself, directly or through others: there is no end to it`;
        this.#diagnostics.add("include-failed", "fatal", at, message, fatal);
        return;
      }
      const source: Source = { name: file.path, text: file.text, from: { kind: "include", name: text, at } };
      this.text(source, directoryOf(file.path), line.depth + 1);
    }
  }
}

function textOf({ source, pieces }: Line, index: number): string {
  return source.text.slice(pieces.start(index), pieces.end(index));
}

function spanOfPiece({ source, pieces }: Line, index: number): Span {
  return { source, start: pieces.start(index), end: pieces.end(index) };
}

/** Whether the text stands in this file or was brought in by it. */
function includedBy(source: Source, path: string): boolean {
  for (let at: Source | undefined = source; at !== undefined; at = at.from?.at.source) {
    if (at.name === path) return true;
  }
  return false;
}

/** A definition of several lines is one piece: its length says nothing about its lines. */
function spansLines({ pieces, to }: Line): boolean {
  return (to > 0 && pieces.kind(to - 1) === "definition") || (to > 1 && pieces.kind(to - 2) === "definition");
}
