/** A text that configuration came from, and where inside it something stands. */
import type { Place } from "../values/place.ts";

/** Characters of a made text up to the next stretch: as they stand where it was made, or put there for something else. */
export type Stretch =
  | { readonly kind: "verbatim"; readonly start: number; readonly from: Span }
  | {
      readonly kind: "replaced";
      readonly start: number;
      /** What was written at the place of use. */
      readonly use: Span;
      /** Where these very characters are written; undefined for what nobody wrote, as a random number. */
      readonly defined: Span | undefined;
    };

/** How a text that is no file of its own came to be read; messages name the place of use, as keepalived does. */
export interface Descent {
  /** `part`: some of a line read as a line of its own. */
  readonly kind: "include" | "definition" | "sequence" | "part";
  /** The include's pattern, the definition's name, or the sequence's variable. */
  readonly name: string;
  readonly at: Span;
  /** Where each part of the text was written, in the text's order; an included file has none. */
  readonly stretches: readonly Stretch[];
}

/** One file, or the text that a definition or a sequence made of a line. One character is one byte (latin1). */
export interface Source {
  readonly name: string;
  readonly text: string;
  readonly from?: Descent;
}

/** The bytes `start` to `end` (exclusive) of a source. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

interface LineIndex {
  /** Where each line begins, as far as it is known. */
  readonly starts: number[];
  /** The line last asked for: the next question is mostly about one of the lines below it. */
  last: number;
}

const lineIndexes = new WeakMap<Source, LineIndex>();

/** The line beginnings of a text, for its reader to add to as it comes to them: a list of half a million is not made twice. */
export function lineStartsOf(source: Source): number[] {
  return indexOf(source).starts;
}

function indexOf(source: Source): LineIndex {
  const known = lineIndexes.get(source);
  if (known !== undefined) return known;
  const index = { starts: [0], last: 0 };
  lineIndexes.set(source, index);
  return index;
}

/** Knows all lines up to and with the one of the offset. */
function lineIndexOf(source: Source, offset: number): LineIndex {
  const index = indexOf(source);
  const { starts } = index;
  for (;;) {
    const next = source.text.indexOf("\n", starts[starts.length - 1]) + 1;
    if (next === 0 || next > offset) return index;
    starts.push(next);
  }
}

/** Lines looked at one by one before the search begins. */
const NEAR_LINES = 16;

/** The line, counted from 0, that an offset stands on. */
function lineAt(index: LineIndex, offset: number): number {
  const { starts, last } = index;
  let low = 0;
  let high = starts.length;
  if ((starts[last] ?? 0) <= offset) {
    low = last;
    for (const limit = Math.min(high, last + NEAR_LINES); low + 1 < limit; low++) {
      if ((starts[low + 1] ?? 0) > offset) {
        high = low + 1;
        break;
      }
    }
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  index.last = low;
  return low;
}

/** Whether the text was made of another one instead of being a file. */
function isMade(source: Source): source is Source & { readonly from: Descent } {
  return source.from !== undefined && source.from.kind !== "include";
}

/** Whether the text stands in a file as it is, perhaps as a part of one. */
export function isFileText(source: Source): boolean {
  let current = source;
  while (current.from?.kind === "part") current = current.from.at.source;
  return !isMade(current);
}

/** How a part of a text came to be read by itself. */
export function partOf(at: Span): Descent {
  return { kind: "part", name: "", at, stretches: [{ kind: "verbatim", start: 0, from: at }] };
}

/** The stretches that a span touches; one at least where there are any. */
function stretchesOf({ source, start, end }: Span): readonly Stretch[] {
  const all = source.from?.stretches ?? [];
  return all.filter((stretch, index) => {
    const next = all[index + 1]?.start ?? Number.POSITIVE_INFINITY;
    return stretch.start < Math.max(end, start + 1) && next > start;
  });
}

/** The span in a file that a span of made text stands for. */
export function spanInFile(span: Span): Span {
  let current = span;
  while (isMade(current.source)) {
    const touched = stretchesOf(current);
    const [first, last] = [touched[0], touched[touched.length - 1]];
    if (first === undefined || last === undefined) current = current.source.from.at;
    else {
      const { source, start } = written(first, current.start);
      const end = last.kind === "replaced" ? last.use.end : written(last, current.end).start;
      current = { source, start, end: Math.max(start, end) };
    }
  }
  return current;
}

/** Where a character of a stretch stands at the place of use. */
function written(stretch: Stretch, offset: number): { readonly source: Source; readonly start: number } {
  if (stretch.kind === "replaced") return stretch.use;
  const { source, start } = stretch.from;
  return { source, start: start + Math.max(0, offset - stretch.start) };
}

/** Where text that a definition put there was written; undefined when all of the span stands at its place of use. */
export function definedSpan(span: Span): Span | undefined {
  let current = span;
  let found = false;
  while (isMade(current.source)) {
    const touched = stretchesOf(current);
    const stretch = touched.find((one) => one.kind === "replaced" && one.defined !== undefined) ?? touched[0];
    if (stretch === undefined) return undefined;
    const from = stretch.kind === "replaced" ? stretch.defined : stretch.from;
    if (from === undefined) return undefined;
    if (stretch.kind === "replaced") found = true;
    const start = from.start + Math.max(0, current.start - stretch.start);
    const length = Math.max(0, current.end - Math.max(current.start, stretch.start));
    current = { source: from.source, start, end: Math.min(start + length, from.source.text.length) };
  }
  return found ? current : undefined;
}

/** File, line and column of a span's first byte; text that a definition or sequence made has the place of its use. */
export function placeOf(span: Span): Place {
  const { source, start } = spanInFile(span);
  const index = lineIndexOf(source, start);
  const line = lineAt(index, start);
  return { file: source.name, line: line + 1, column: start - (index.starts[line] ?? 0) + 1 };
}

/** The column after a span's last byte; a span over several lines ends with its first. */
export function endColumnOf(span: Span): number {
  const { source, start, end } = spanInFile(span);
  const lineEnd = source.text.indexOf("\n", start);
  const last = lineEnd === -1 ? end : Math.min(end, lineEnd);
  return placeOf(span).column + Math.max(0, last - start);
}

/** Whether these very characters stand there. */
export function isTextAt(text: string, start: number, end: number, expected: string): boolean {
  if (end - start !== expected.length) return false;
  for (let at = start; at < end; at++) {
    if (text.charCodeAt(at) !== expected.charCodeAt(at - start)) return false;
  }
  return true;
}

/** Bytes as text for people: UTF-8 where it is valid, as terminals and editors show the file. */
export function readable(latin1: string): string {
  // Without a byte above 127 there is nothing to decode.
  if (!/[\x80-\xff]/.test(latin1)) return latin1;
  return new TextDecoder().decode(Uint8Array.from(latin1, (character) => character.charCodeAt(0)));
}
