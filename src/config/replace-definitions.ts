/** Puts what names stand for in their place: in a line and again in the result, until nothing more can be replaced. */
import { type BuiltInValue, builtInValue, type Surroundings } from "./built-in-names.ts";
import type { Definition } from "./definitions.ts";
import type { Span, Stretch } from "./source.ts";

/** Replacements in one line before it is taken for endless. */
const MOST_REPLACEMENTS = 1000;
/** Of these, ones that put further lines behind it. */
const MOST_OF_LINES = 64;

export interface Replacing extends Surroundings {
  readonly definitions: ReadonlyMap<string, Definition>;
  /** `${_PWD}`. */
  directory(): string;
  /** Bytes of a line; what would make it longer is not replaced. */
  readonly longestLine: number;
}

export interface Replaced {
  readonly text: string;
  readonly stretches: readonly Stretch[];
  /** Name of the first definition that was replaced, undefined when nothing was. */
  readonly name: string | undefined;
  readonly problems: readonly ReplacementProblem[];
  /** Names of all definitions that were replaced. */
  readonly used: ReadonlySet<string>;
  /** What looks like the use of a definition that there is none of: it stays as it is. */
  readonly undefinedUses: readonly UndefinedUse[];
  /** Whether it was given up. */
  readonly endless: boolean;
}

export interface UndefinedUse {
  readonly at: Span;
  readonly written: string;
  /** In quotes it may be meant for a shell. */
  readonly quoted: boolean;
  /** Whether a word begins with it. */
  readonly first: boolean;
}

export interface ReplacementProblem {
  readonly code: "definition-too-deep" | "definition-too-long" | "value-invalid";
  readonly text: string;
}

/** A name is `${NAME}`, or `$NAME` where a blank, comma, closing parenthesis or the line's end follows. */
const reference = /\$\{([A-Za-z_]\w*)([^}\n]*)\}|\$([A-Za-z_]\w*)(?=[ \t,)\n]|$)/y;

const sequence = /^~(SEQx?|LST)[ \t]*\(/;

export function replaceDefinitions(at: Span, replacing: Replacing): Replaced {
  const { longestLine } = replacing;
  const made = new MadeText(at);
  const problems = new Map<string, ReplacementProblem>();
  const say = (code: ReplacementProblem["code"], text: string) => problems.set(text, { code, text });
  let first: string | undefined;
  let count = 0;
  let lines = 0;
  let endless = false;
  const used = new Set<string>();
  const undefinedUses: UndefinedUse[] = [];
  const isSequence = sequence.test(made.text);
  for (let from = made.next(0); from !== -1; ) {
    reference.lastIndex = from;
    const match = reference.exec(made.text);
    const found = match === null ? undefined : valueAt(match, made, replacing);
    if (match !== null && found === undefined) {
      const name = match[1] ?? match[3] ?? "";
      if (!replacing.definitions.has(name)) undefinedUses.push(made.undefinedUse(from, match[0]));
    }
    if (match === null || found === undefined) {
      from = made.next(from + 1);
      continue;
    }
    const { name, value } = found;
    used.add(name);
    if (found.problem !== undefined) say("value-invalid", found.problem);
    const newline = value.indexOf("\n");
    const grown = (newline === -1 ? value.length : newline) - match[0].length;
    if (newline !== -1) lines++;
    if (++count > MOST_REPLACEMENTS || lines > MOST_OF_LINES) {
      say(
        "definition-too-deep",
        `'$${name}' leads to itself, there is no end to replacing it: the line is ignored`,
      );
      endless = true;
      break;
    }
    if (made.lineLength + grown > longestLine) {
      say(
        "definition-too-long",
        `'$${name}' is not replaced: with it the line would have more than the ${longestLine} bytes that are read`,
      );
      from = made.next(from + 1);
      continue;
    }
    first ??= name;
    made.replace(from, from + match[0].length, found);
    // What stands behind a sequence is replaced round by round.
    if (!isSequence && sequence.test(made.text)) break;
    // The value is looked through as well: definitions are expanded at their use.
    from = made.next(from);
  }
  return {
    text: made.text,
    stretches: made.stretches,
    name: first,
    problems: [...problems.values()],
    used,
    undefinedUses,
    endless,
  };
}

interface FoundValue extends BuiltInValue {
  readonly name: string;
  /** Undefined for built-in names. */
  readonly definition: Definition | undefined;
}

function valueAt(match: RegExpExecArray, made: MadeText, replacing: Replacing): FoundValue | undefined {
  const name = match[1] ?? match[3] ?? "";
  const parameters = (match[2] ?? "").trim();
  const definition = replacing.definitions.get(name);
  if (definition === undefined) {
    const builtIn = builtInValue(name, parameters, replacing.directory, replacing);
    return builtIn === undefined ? undefined : { ...builtIn, name, definition };
  }
  if (parameters !== "") return undefined;
  const { value } = definition;
  // Lines can only follow where the line ends.
  const atEnd = match.index + match[0].length === made.lineLength;
  return value.includes("\n") && !atEnd ? undefined : { name, value, definition };
}

/** A line with what was put into it; of lines that a definition added only the first is looked through, the others come later. */
class MadeText {
  text: string;
  stretches: Stretch[];

  constructor(at: Span) {
    this.text = at.source.text.slice(at.start, at.end);
    this.stretches = [{ kind: "verbatim", start: 0, from: at }];
  }

  get lineLength(): number {
    const newline = this.text.indexOf("\n");
    return newline === -1 ? this.text.length : newline;
  }

  next(from: number): number {
    const found = this.text.indexOf("$", from);
    return found < this.lineLength ? found : -1;
  }

  undefinedUse(start: number, written: string): UndefinedUse {
    const before = this.text.slice(0, start);
    return {
      at: this.#useOf(start, start + written.length),
      written,
      quoted: before.split('"').length % 2 === 0,
      first: start === 0 || " \t\v\f\r{}".includes(before[start - 1] ?? " "),
    };
  }

  replace(start: number, end: number, { value, definition }: FoundValue): void {
    const use = this.#useOf(start, end);
    const inside: Stretch[] =
      definition === undefined
        ? [{ kind: "replaced", start, use, defined: undefined }]
        : definition.lines.map((line) => ({
            kind: "replaced",
            start: start + line.start,
            use,
            defined: line.written,
          }));
    const grown = value.length - (end - start);
    this.stretches = [
      ...this.stretches.filter((stretch) => stretch.start < start),
      ...(value === "" ? [] : inside),
      ...this.#after(end, grown),
    ];
    this.text = this.text.slice(0, start) + value + this.text.slice(end);
  }

  /** What was written on the line for the bytes from `start` to `end`. */
  #useOf(start: number, end: number): Span {
    const stretch = this.#stretchAt(start);
    if (stretch.kind === "replaced") return stretch.use;
    const { source, start: from } = stretch.from;
    const at = from + start - stretch.start;
    return { source, start: at, end: at + end - start };
  }

  #stretchAt(offset: number): Stretch {
    const found = this.stretches.findLast((stretch) => stretch.start <= offset);
    if (found === undefined) throw new Error("a made text begins with a stretch");
    return found;
  }

  /** The stretches from `offset` on, moved by `grown`. */
  #after(offset: number, grown: number): Stretch[] {
    if (offset >= this.text.length) return [];
    const within = this.#stretchAt(offset);
    const cut = startingAt(within, offset);
    const later = this.stretches.filter((stretch) => stretch.start > offset);
    return [cut, ...later].map((stretch) => ({ ...stretch, start: stretch.start + grown }));
  }
}

/** A stretch without its beginning. */
function startingAt(stretch: Stretch, offset: number): Stretch {
  const cut = offset - stretch.start;
  const skip = (span: Span): Span => ({ ...span, start: span.start + cut });
  if (stretch.kind === "verbatim") return { ...stretch, start: offset, from: skip(stretch.from) };
  const { defined } = stretch;
  return { ...stretch, start: offset, defined: defined === undefined ? undefined : skip(defined) };
}
