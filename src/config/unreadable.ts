/** What is said about bytes that no line can hold: NUL, and quotes that do not end. */
import type { Diagnostics } from "./diagnostic.ts";
import { type PieceLine, spanOfPiece } from "./piece-line.ts";
import type { Span } from "./source.ts";

/** Reports what cannot be read; false when keepalived ignores the whole line for it. */
export function sayUnreadable(line: PieceLine, diagnostics: Diagnostics): boolean {
  const { source, pieces, from, to } = line;
  for (let index = from; index < to; index++) {
    if (pieces.kind(index) !== "bad") continue;
    const at = spanOfPiece(line, index);
    if (source.text[at.start] === "\0") {
      const message = "the line holds a NUL byte and is ignored: this is no text file, or it is damaged";
      diagnostics.add("nul-byte", "error", at, message, { pass: "parent" });
      return false;
    }
    sayUnterminated(at, diagnostics);
  }
  return true;
}

/** Reports the last quote of a text that is no piece of its own, when no other ends it. */
export function sayOddQuote({ source, start, end }: Span, diagnostics: Diagnostics): void {
  const text = source.text.slice(start, end);
  if (!text.includes('"')) return;
  const parts = text.split('"');
  if (parts.length % 2 === 1) return;
  const last = end - (parts[parts.length - 1] ?? "").length - 1;
  sayUnterminated({ source, start: last, end }, diagnostics);
}

function sayUnterminated(at: Span, diagnostics: Diagnostics): void {
  const message =
    "this quote is not closed on its line: everything from here to the line's end is dropped; add '\"'";
  diagnostics.add("quote-unterminated", "error", at, message, { pass: "parent" });
}
