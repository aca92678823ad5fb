/** A text that configuration came from, and where inside it something stands. */
import type { Place } from "../values/place.ts";

/** How a text that is no file of its own came to be read; messages name the place of use, as keepalived does. */
export interface Descent {
  readonly kind: "include" | "definition" | "sequence";
  /** The include's pattern, the definition's name, or the sequence's variable. */
  readonly name: string;
  readonly at: Span;
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

/** Line starts of each text, made when a place in it is first asked for. */
const lineStarts = new WeakMap<Source, readonly number[]>();

function startsOf(source: Source): readonly number[] {
  const known = lineStarts.get(source);
  if (known !== undefined) return known;
  const starts = [0];
  for (let at = source.text.indexOf("\n"); at !== -1; at = source.text.indexOf("\n", at + 1))
    starts.push(at + 1);
  lineStarts.set(source, starts);
  return starts;
}

/** The span in a file that a span of replaced text stands for. */
export function spanInFile(span: Span): Span {
  let current = span;
  while (current.source.from !== undefined && current.source.from.kind !== "include") {
    current = current.source.from.at;
  }
  return current;
}

/** File, line and column of a span's first byte; text that a definition or sequence made has the place of its use. */
export function placeOf(span: Span): Place {
  const { source, start } = spanInFile(span);
  const starts = startsOf(source);
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= start) low = middle;
    else high = middle;
  }
  return { file: source.name, line: low + 1, column: start - (starts[low] ?? 0) + 1 };
}

/** The column after a span's last byte; a span over several lines ends with its first. */
export function endColumnOf(span: Span): number {
  const { source, start, end } = spanInFile(span);
  const lineEnd = source.text.indexOf("\n", start);
  const last = lineEnd === -1 ? end : Math.min(end, lineEnd);
  return placeOf(span).column + Math.max(0, last - start);
}

/** Bytes as text for people: UTF-8 where it is valid, as terminals and editors show the file. */
export function readable(latin1: string): string {
  // Without a byte above 127 there is nothing to decode.
  if (!/[\x80-\xff]/.test(latin1)) return latin1;
  return new TextDecoder().decode(Uint8Array.from(latin1, (character) => character.charCodeAt(0)));
}
