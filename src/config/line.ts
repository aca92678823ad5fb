/** Logical lines: what is left of a text when includes, conditions, definitions and sequences have done their work. */
import { readable, type Span } from "./source.ts";

/** One word of a line; the span covers its quotes, `raw` (latin1) does not hold them. */
export interface Word extends Span {
  readonly raw: string;
  readonly quoted: boolean;
}

/**
 * keepalived cuts a line before each brace outside quotes, so a brace is a line of its own.
 * Where a line came from (include, definition, sequence) stands in the source of its words.
 */
export type LogicalLine =
  | { readonly kind: "statement"; readonly words: readonly [Word, ...Word[]] }
  | { readonly kind: "open" | "close"; readonly at: Span };

export function wordText(word: Word): string {
  return readable(word.raw);
}

/** From the first word's first byte to the last word's last. */
export function spanOfWords(words: readonly [Word, ...Word[]]): Span {
  const last = words[words.length - 1] ?? words[0];
  return { source: words[0].source, start: words[0].start, end: last.end };
}

/** Never grows: whoever gathers words starts an array of its own for the first one. */
export const noWords: Word[] = [];

export function isSome(words: Word[]): words is [Word, ...Word[]] {
  return words.length > 0;
}
