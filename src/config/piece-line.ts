/** One line of a text, as the pieces that stand on it. */
import type { Word } from "./line.ts";
import type { Pieces } from "./pieces.ts";
import type { Source, Span } from "./source.ts";

/** The pieces `from` to `to` (exclusive) of a text. */
export interface PieceLine {
  readonly source: Source;
  readonly pieces: Pieces;
  readonly from: number;
  readonly to: number;
  /** Where includes are looked for. */
  readonly directory: string;
  /** How many texts this one was made of. */
  readonly depth: number;
}

/** Whole lines of a text, from one offset to another (exclusive). */
export interface Lines {
  readonly source: Source;
  readonly from: number;
  readonly to: number;
  readonly directory: string;
  readonly depth: number;
}

export function textOfPiece({ source, pieces }: PieceLine, index: number): string {
  return source.text.slice(pieces.start(index), pieces.end(index));
}

export function spanOfPiece({ source, pieces }: PieceLine, index: number): Span {
  return { source, start: pieces.start(index), end: pieces.end(index) };
}

/** From the first piece of the line to the end of the last that is no comment. */
export function spanOfLine({ source, pieces, from, to }: PieceLine): Span {
  let last = to - 1;
  while (last > from && pieces.kind(last) === "comment") last--;
  return { source, start: pieces.start(from), end: pieces.end(last) };
}

export function wordOf(source: Source, pieces: Pieces, index: number, quoted: boolean): Word {
  const start = pieces.start(index);
  const end = pieces.end(index);
  const raw = quoted ? source.text.slice(start + 1, end - 1) : source.text.slice(start, end);
  return { raw, quoted, source, start, end };
}

/** What means something at the beginning of a line only. */
export function isSpecial(pieces: Pieces, index: number): boolean {
  const kind = pieces.kind(index);
  return kind === "condition" || kind === "sequence" || kind === "definition" || kind === "include";
}

/** Whether a backslash stands right before a comment. */
export function hasEscapedComment({ source, pieces, from, to }: PieceLine): boolean {
  for (let index = from; index < to; index++) {
    if (pieces.kind(index) === "comment" && source.text[pieces.start(index) - 1] === "\\") return true;
  }
  return false;
}

/** A definition of several lines is one piece: its length says nothing about its lines. */
export function spansLines({ source, pieces, from, to }: PieceLine): boolean {
  for (let index = to - 1; index >= from && index >= to - 2; index--) {
    if (pieces.kind(index) === "definition") {
      return source.text.slice(pieces.start(index), pieces.end(index)).includes("\n");
    }
  }
  return false;
}

/** A backslash at a line's end comes to stand at the word before it, as keepalived reads every such line as one to be continued. */
export function withBackslash(words: Word[]): Word[] {
  // Asked for every line, and most have less: a look at index -1 is slow.
  if (words.length < 2) return words;
  const last = words[words.length - 1];
  const before = words[words.length - 2];
  if (last?.raw !== "\\" || before === undefined || last.quoted || before.quoted) return words;
  return [...words.slice(0, -2), { ...before, raw: `${before.raw}\\`, end: last.end }];
}
