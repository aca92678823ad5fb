/** Turns files into logical lines: follows includes, keeps or drops conditional lines, replaces definitions, repeats sequences. */
import type { Surroundings } from "./built-in-names.ts";
import { DefinitionUses } from "./definition-uses.ts";
import { type Definition, readDefinition } from "./definitions.ts";
import type { Diagnostics } from "./diagnostic.ts";
import { unescapeComments } from "./escaped-comment.ts";
import { type ConfigFiles, directoryOf } from "./files.ts";
import { followInclude, type PendingInclude } from "./follow-include.ts";
import type { IncludedFile } from "./include.ts";
import { checksAfter, type IncludeChecks, noIncludeChecks } from "./include-check.ts";
import { type FindKnown, readAround } from "./known-lines.ts";
import { isSome, type LogicalLine, noWords, type Word } from "./line.ts";
import { MadeTexts } from "./made-texts.ts";
import {
  hasEscapedComment,
  isSpecial,
  type Lines,
  type PieceLine,
  spanOfLine,
  spanOfPiece,
  spansLines,
  textOfPiece,
  withBackslash,
  wordOf,
} from "./piece-line.ts";
import { bitOf, type Pieces, readPieces, readPortions } from "./pieces.ts";
import { type Replaced, replaceDefinitions } from "./replace-definitions.ts";
import { readSequence } from "./sequence.ts";
import {
  type Descent,
  isFileText,
  lineStartsOf,
  partOf,
  type Source,
  type Span,
  type Stretch,
} from "./source.ts";
import type { TakePair } from "./take-pair.ts";
import { sayOddQuote, sayUnreadable } from "./unreadable.ts";

export interface ExpandContext extends Surroundings {
  readonly files: ConfigFiles;
  /** Which failing includes end the run from the beginning on (`-e`); none when absent. */
  readonly includeChecks?: IncludeChecks;
}

const WORDS_ONLY = bitOf("word");
const QUOTED = bitOf("quoted");
const OPEN = bitOf("open");
const WORDS = WORDS_ONLY | QUOTED;
const BRACES = OPEN | bitOf("close");
/** What a line holds that means what it says. */
const PLAIN = WORDS | BRACES;
const ON_ONE_LINE = PLAIN | bitOf("comment");
const BAD = bitOf("bad");
const COMMENT = bitOf("comment");

/** Bytes of a line without its newline that keepalived reads as one (its buffer less newline and zero). */
const LONGEST_LINE = 1022;
/** What it drops of a longer one before it goes on. */
const DROPPED = LONGEST_LINE + 1;

/** Hands on the logical lines of the main file and all that it brings in; problems go to `diagnostics`. */
export function expand(
  main: Source,
  context: ExpandContext,
  diagnostics: Diagnostics,
  take: (line: LogicalLine) => void,
  takePair: TakePair = () => false,
  findKnown: FindKnown = () => undefined,
): void {
  const expander = new Expander(context, diagnostics, take, takePair);
  expander.main(main, findKnown);
  expander.uses.finish();
}

class Expander {
  readonly uses: DefinitionUses;
  readonly #definitions = new Map<string, Definition>();
  readonly #context: ExpandContext;
  readonly #diagnostics: Diagnostics;
  readonly #take: (line: LogicalLine) => void;
  readonly #takePair: TakePair;
  readonly #made: MadeTexts;
  #checks: IncludeChecks;
  /** Braces open at this point, however the blocks nest. */
  #braces = 0;
  /** Whether this is what a child reads of a file itself, not of the parent's copy. */
  #direct = false;
  /** Includes of made lines: keepalived opens a file at once, but reads what is left of such lines first. */
  readonly #deferred: PendingInclude[] = [];

  constructor(
    context: ExpandContext,
    diagnostics: Diagnostics,
    take: (line: LogicalLine) => void,
    takePair: TakePair,
  ) {
    this.#context = context;
    this.#diagnostics = diagnostics;
    this.uses = new DefinitionUses(diagnostics);
    this.#take = take;
    this.#takePair = takePair;
    this.#made = new MadeTexts(diagnostics);
    this.#checks = context.includeChecks ?? noIncludeChecks;
  }

  main(source: Source, findKnown: FindKnown): void {
    const directory = directoryOf(source.name);
    readAround(source.text.length, findKnown, (from, to) =>
      this.#lines({ source, from, to, directory, depth: 0 }),
    );
  }

  text(source: Source, directory: string, depth: number): void {
    this.#lines({ source, from: 0, to: source.text.length, directory, depth });
  }

  #lines({ source, from: first, to: end, directory, depth }: Lines): void {
    const { text } = source;
    const ofFile = isFileText(source);
    const lineStarts = lineStartsOf(source);
    let lineStart = first;
    // The next `$` of the text: lines before it need no look at definitions.
    let dollar = text.indexOf("$", first);
    readPortions(text, first, end, (pieces, last) => {
      for (let from = 0; from < pieces.count || (last && from === pieces.count); ) {
        const lastStart = lineStart;
        const to = pieces.findLineEnd(from);
        const { kindsInLine } = pieces;
        const lineEnd = to === pieces.count ? end : pieces.start(to);
        while (dollar !== -1 && dollar < lineStart) dollar = text.indexOf("$", dollar + 1);
        const hasDollar = dollar !== -1 && dollar < lineEnd;
        const tooLong = ofFile && lineEnd - lineStart > LONGEST_LINE;
        const isPair = to === from + 2 && kindsInLine === WORDS_ONLY && !hasDollar && !tooLong;
        if (to === from || (isPair && this.#pair(source, pieces, from))) {
          // Nothing is left of it.
        } else if ((kindsInLine & ~PLAIN) === 0 && !hasDollar && !tooLong) {
          this.#words(source, pieces, from, to);
        } else {
          const line = { source, pieces, from, to, directory, depth };
          if (tooLong && !spansLines(line)) this.#tooLong(line, lineStart, lineEnd);
          else this.#wholeLine(line, lineStart, lineEnd, kindsInLine, hasDollar);
          if (ofFile && this.#deferred.length > 0) this.#readDeferred();
        }
        from = to + 1;
        lineStart = lineEnd + 1;
        // A definition may take in several lines; then they are counted when they are asked for.
        if ((kindsInLine & ~ON_ONE_LINE) === 0 && lineStarts[lineStarts.length - 1] === lastStart)
          lineStarts.push(lineStart);
      }
    });
  }

  #wholeLine(line: PieceLine, start: number, end: number, kindsInLine: number, hasDollar: boolean): void {
    if ((kindsInLine & BAD) !== 0 && !sayUnreadable(line, this.#diagnostics)) return;
    if ((kindsInLine & COMMENT) !== 0 && hasEscapedComment(line)) this.#unescaped(line, start, end);
    else this.#line(line, hasDollar);
  }

  #pair(source: Source, pieces: Pieces, from: number): boolean {
    return this.#takePair(
      source,
      pieces.start(from),
      pieces.end(from),
      pieces.start(from + 1),
      pieces.end(from + 1),
    );
  }

  #line(line: PieceLine, hasDollar: boolean): void {
    const { pieces } = line;
    for (let index = line.from; index < line.to; index++) {
      switch (pieces.kind(index)) {
        case "condition":
          if (!this.#holds(textOfPiece(line, index))) {
            this.#dropped(line);
            return;
          }
          break;
        case "sequence":
          this.#sequence({ ...line, from: index });
          return;
        case "definition":
          this.#define(line, spanOfPiece(line, index));
          return;
        case "include":
          this.#include(line, index);
          return;
        default: {
          const rest = index === line.from ? line : { ...line, from: index };
          if (hasDollar) this.#replace(rest);
          else this.#asItStands(rest);
          return;
        }
      }
    }
  }

  /** A condition's text is `@id` or `@^id`; comparison is exact. */
  #holds(condition: string): boolean {
    const { configId } = this.#context;
    return condition.startsWith("@^") ? condition.slice(2) !== configId : condition.slice(1) === configId;
  }

  /** A condition that does not hold drops its line; further lines of a definition that began there are lines like any other. */
  #dropped(line: PieceLine): void {
    const { source } = line;
    const { start, end } = spanOfPiece(line, line.to - 1);
    this.uses.leftOut(source.text.slice(line.pieces.start(line.from), end));
    const newline = source.text.indexOf("\n", start);
    if (newline !== -1 && newline < end) this.#part({ source, start: newline + 1, end }, line);
  }

  #define(line: PieceLine, at: Span): void {
    const { definition, rest } = readDefinition(at);
    this.#definitions.set(definition.name, definition);
    this.uses.define(definition.name, at);
    for (const { written } of definition.lines) sayOddQuote(written, this.#diagnostics);
    if (rest !== undefined) this.#part(rest, line);
  }

  #asItStands(line: PieceLine): void {
    const special = this.#words(line.source, line.pieces, line.from, line.to);
    if (special !== undefined) this.#line({ ...line, from: special }, false);
  }

  /** Words and braces up to a piece that is special, which is answered: what follows a brace counts as a line of its own. */
  #words(source: Source, pieces: Pieces, from: number, to: number): number | undefined {
    let words = noWords;
    for (let index = from; index < to; index++) {
      const kind = pieces.bit(index);
      if ((kind & WORDS) !== 0) {
        const word = wordOf(source, pieces, index, kind === QUOTED);
        // A literal has room for what it holds; an empty array that grows takes room for 17.
        if (words.length === 0) words = [word];
        else words.push(word);
      } else if ((kind & BRACES) !== 0) {
        words = this.#flush(words);
        this.#braces = kind === OPEN ? this.#braces + 1 : Math.max(0, this.#braces - 1);
        const at = { source, start: pieces.start(index), end: pieces.end(index) };
        this.#take({ kind: kind === OPEN ? "open" : "close", at });
        if (index + 1 < to && isSpecial(pieces, index + 1)) return index + 1;
      }
      // All others stand at a line's beginning only, where they have been dealt with, or mean nothing.
    }
    this.#flush(withBackslash(words));
    return undefined;
  }

  /** Hands on the words gathered so far, and has the next ones gathered anew. */
  #flush(words: Word[]): Word[] {
    if (!isSome(words)) return noWords;
    this.#take({ kind: "statement", words });
    // In global_defs, which the parent reads, it counts for all later includes.
    if (words[0].raw === "include_check" && this.#inParentsBlock()) {
      const [, ...checks] = words.map((word) => word.raw);
      this.#checks = checksAfter(checks, this.#checks);
    }
    return noWords;
  }

  #inParentsBlock(): boolean {
    return this.#braces > 0 && this.#diagnostics.pass === "parent";
  }

  /** keepalived drops a buffer's worth at a time, and takes what is left for a line. */
  #tooLong(line: PieceLine, start: number, end: number): void {
    const length = end - start;
    const skipped = DROPPED * Math.ceil((length - LONGEST_LINE) / DROPPED);
    const what = skipped >= length ? "all of it is ignored" : `the first ${skipped} are ignored`;
    const message = `the line has ${length} bytes, more than the ${LONGEST_LINE} that are read as one: ${what}; break it`;
    this.#diagnostics.add("line-too-long", "error", spanOfLine(line), message, { pass: "parent" });
    if (skipped < length) this.#part({ source: line.source, start: start + skipped, end }, line);
  }

  /** Some of a text, read by itself. */
  #part(at: Span, line: PieceLine): void {
    const source = this.#made.make(partOf(at), at.source.text.slice(at.start, at.end), line.depth);
    if (source !== undefined) this.text(source, line.directory, line.depth + 1);
  }

  /**
   * The parent takes an escaped `#` for a character; what its children read has no backslash any more, so it begins a comment
   * in their blocks.
   */
  #unescaped(line: PieceLine, start: number, end: number): void {
    const at = { source: line.source, start, end };
    const { text, masked, dropped } = unescapeComments(line.source.text.slice(start, end));
    const [first] = dropped;
    const literal = this.#braces === 0 || this.#inParentsBlock();
    const shown = literal || first === undefined ? text : text.slice(0, first);
    const stretches = [0, ...dropped].map((offset, skipped): Stretch => {
      const from = { ...at, start: start + offset + skipped };
      return { kind: "verbatim", start: offset, from };
    });
    const source = this.#made.make({ ...partOf(at), stretches }, shown, line.depth);
    if (source === undefined) return;
    const pieces = readPieces(literal ? masked : shown);
    this.#line({ ...line, source, pieces, from: 0, to: pieces.count }, shown.includes("$"));
  }

  #replaced(at: Span, directory: string): Replaced {
    const { files } = this.#context;
    const replacing = {
      ...this.#context,
      definitions: this.#definitions,
      directory: () => files.wholePath?.(directory) ?? directory,
      longestLine: LONGEST_LINE,
    };
    const replaced = replaceDefinitions(at, replacing);
    this.uses.replaced(replaced);
    for (const { code, text } of replaced.problems)
      this.#diagnostics.add(code, "error", at, text, { pass: "parent" });
    return replaced;
  }

  #replace(line: PieceLine): void {
    const at = spanOfLine(line);
    const { text, stretches, name, endless } = this.#replaced(at, line.directory);
    if (endless) return;
    if (name === undefined && !text.includes("${")) {
      this.#asItStands(line);
      return;
    }
    const descent: Descent = { kind: "definition", name: name ?? "", at, stretches };
    const source = this.#made.make(descent, text, line.depth);
    if (source === undefined) return;
    if (text.includes("\n")) {
      this.text(source, line.directory, line.depth + 1);
      return;
    }
    const pieces = readPieces(text, "replaced");
    const made = { ...line, source, pieces, from: 0, to: pieces.count, depth: line.depth + 1 };
    if (sayUnreadable(made, this.#diagnostics)) this.#line(made, false);
  }

  /** `line` begins with the sequence; what stands behind it is read once for each round. */
  #sequence(line: PieceLine): void {
    const at = spanOfPiece(line, line.from);
    const rounds = readSequence(this.#replaced(at, line.directory).text);
    if (typeof rounds === "string") {
      const message = `the sequence cannot be read, the line is ignored: ${rounds}`;
      this.#diagnostics.add("sequence-invalid", "error", at, message, { pass: "parent" });
      return;
    }
    const whole = spanOfLine(line);
    const rest = { source: line.source, start: at.end, end: Math.max(at.end, whole.end) };
    const text = line.source.text.slice(rest.start, rest.end);
    const stretches: Stretch[] = [{ kind: "verbatim", start: 0, from: rest }];
    for (const round of rounds) {
      for (const [name, value] of round) {
        this.#definitions.set(name, { name, value, lines: [{ start: 0, written: at }] });
      }
      const descent: Descent = { kind: "sequence", name: round[0]?.[0] ?? "", at: whole, stretches };
      const source = this.#made.make(descent, text, line.depth);
      if (source === undefined) return;
      this.text(source, line.directory, line.depth + 1);
    }
  }

  #include(line: PieceLine, index: number): void {
    const at = spanOfPiece(line, index);
    sayOddQuote(at, this.#diagnostics);
    const [text = ""] = this.#replaced(at, line.directory).text.split("\n");
    if (isFileText(line.source)) this.#follow({ line, at, text });
    else this.#deferred.push({ line, at, text });
  }

  /** Last opened, first read. */
  #readDeferred(): void {
    for (const include of this.#deferred.splice(0).reverse()) this.#follow(include);
  }

  #follow(include: PendingInclude): void {
    const around = this.#direct;
    followInclude(include, {
      files: this.#context.files,
      checks: this.#checks,
      diagnostics: this.#diagnostics,
      copied: !this.#direct && !this.#inParentsBlock(),
      readFile: (file, direct) => {
        this.#direct = direct ?? around;
        this.#file(file, include);
        this.#direct = around;
      },
    });
  }

  #file({ path, text }: IncludedFile, { line, at, text: name }: PendingInclude): void {
    const source = this.#made.make({ kind: "include", name, at, stretches: [] }, text, line.depth);
    if (source === undefined) return;
    const checks = this.#checks;
    this.text({ ...source, name: path }, directoryOf(path), line.depth + 1);
    // What a file sets ends with it.
    this.#checks = checks;
  }
}
