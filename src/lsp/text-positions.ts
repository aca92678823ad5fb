/** Places in a text as bytes, which the reader counts, and as lines with UTF-16 units, which editors count. */
import type { Position, Range } from "vscode-languageserver-types";
import { readable } from "../config/source.ts";

/** Text of an editor as its UTF-8 bytes, one character each (latin1); a lone surrogate becomes U+FFFD. */
export function bytesOf(text: string): string {
  // Without a character above 127 there is nothing to encode.
  if (!/[\u0080-\uffff]/.test(text)) return text;
  const bytes = new TextEncoder().encode(text);
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  return parts.join("");
}

/** Arguments that one call takes without harm. */
const CHUNK = 8192;

export class TextPositions {
  readonly #text: string;
  /** Where lines begin for editors: a carriage return alone ends one, too. */
  readonly #starts: readonly number[];
  /** Where lines begin for the reader. */
  readonly #newlines: readonly number[];

  /** @param text one character is one byte */
  constructor(text: string) {
    this.#text = text;
    this.#newlines = startsOf(text, /\n/g);
    this.#starts = text.includes("\r") ? startsOf(text, /\r\n?|\n/g) : this.#newlines;
  }

  /** Of the nearest byte, when the text has none there. */
  position(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.#text.length));
    let low = 0;
    for (let high = this.#starts.length; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= at) low = middle;
      else high = middle;
    }
    return { line: low, character: readable(this.#text.slice(this.#starts[low] ?? 0, at)).length };
  }

  range({ start, end }: { readonly start: number; readonly end: number }): Range {
    return { start: this.position(start), end: this.position(end) };
  }

  /** Of the nearest byte, when the text has no such position. */
  offset({ line, character }: Position): number {
    const start = this.#starts[line];
    if (start === undefined) return line < 0 ? 0 : this.#text.length;
    const end = this.#starts[line + 1] ?? this.#text.length;
    const shown = readable(this.#text.slice(start, end)).slice(0, Math.max(0, character));
    return Math.min(end, start + bytesOf(shown).length);
  }

  /** Of a line and a column as the reader counts them: both from 1, the column in bytes. */
  offsetOfPlace({ line, column }: { readonly line: number; readonly column: number }): number {
    return Math.min(this.#text.length, (this.#newlines[line - 1] ?? this.#text.length) + column - 1);
  }
}

function startsOf(text: string, ends: RegExp): number[] {
  const starts = [0];
  for (const match of text.matchAll(ends)) starts.push(match.index + match[0].length);
  return starts;
}
