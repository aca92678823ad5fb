/** A line of a file with the words concerned marked below it. */
import { readable } from "../../config/source.ts";
import { displayWidth } from "./display-width.ts";
import { plain } from "./message.ts";

export interface Excerpt {
  readonly text: string;
  /** What stands before the mark: as wide as the text there, tabs kept so that their width does not matter. */
  readonly indent: string;
  readonly mark: string;
}

/** Longer lines are shown around the words concerned. */
const MOST_SHOWN = 160;
/** Bytes of it before the words. */
const BEFORE = 20;

/** @param line bytes as characters (latin1); columns count bytes from 1, `endColumn` is exclusive */
export function excerptOf(line: string, column: number, endColumn: number): Excerpt {
  const start = Math.min(column - 1, line.length);
  const end = Math.max(start, Math.min(endColumn - 1, line.length));
  const from = end > MOST_SHOWN ? characterStart(line, Math.max(0, start - BEFORE)) : 0;
  const to = characterStart(line, Math.min(line.length, from + MOST_SHOWN));
  const shown = (a: number, b: number) => plain(readable(line.slice(a, b)));
  const cutBefore = from > 0 ? "…" : "";
  const cutAfter = to < line.length ? "…" : "";
  const mark = blanks(shown(start, Math.min(end, to)), "^");
  return {
    text: `${cutBefore}${shown(from, to)}${cutAfter}`,
    indent: blanks(`${cutBefore}${shown(from, start)}`, " "),
    mark: mark.includes("^") ? mark : "^",
  };
}

/** The offset at or before this one at which a UTF-8 character begins. */
function characterStart(line: string, offset: number): number {
  let at = offset;
  while (at > 0 && offset - at < 3 && (line.charCodeAt(at) & 0xc0) === 0x80) at--;
  return at;
}

/** As wide as the text, of one character and the text's tabs. */
function blanks(text: string, fill: string): string {
  return [...text].map((one) => (one === "\t" ? one : fill.repeat(displayWidth(one)))).join("");
}
