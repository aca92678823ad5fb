/** One way to write a file: indentation, blanks between words, braces, empty lines. The pieces and their order stay. */
import { type Pieces, readPieces } from "./pieces.ts";

export interface FormatOptions {
  /** Blanks for each block around a line. */
  readonly indent: number;
  /** Whether `{` goes to its keyword's line and `}` to a line of its own; a block on one line stays there. */
  readonly braces: boolean;
}

/** The pieces `from` to `to` (exclusive): those of one line, without its end. */
interface Row {
  readonly from: number;
  readonly to: number;
  /** Where the line's text begins and ends, without newline and carriage return. */
  readonly start: number;
  readonly end: number;
}

/** @param text one character is one byte (latin1) */
export function formatText(text: string, options: FormatOptions): string {
  const newline = /\r\n/.test(text) ? "\r\n" : "\n";
  const pieces = readPieces(text);
  const lines: string[] = [];
  let depth = 0;
  let continued = false;
  for (const row of rowsOf(text, pieces)) {
    const written = text.slice(row.start, row.end);
    const asWritten = continued || isFixed(pieces, row, written);
    continued = isContinued(written);
    if (asWritten) {
      lines.push(written);
      depth = Math.max(0, depth + depthOf(pieces, row.from, row.to));
      continue;
    }
    for (const part of partsOf(pieces, row, options)) {
      const closing = leadingCloses(pieces, part);
      const inside = Math.max(0, depth - closing);
      const line = `${" ".repeat(options.indent * inside)}${contentOf(text, pieces, part)}`.trimEnd();
      depth = Math.max(0, depth + depthOf(pieces, part.from, part.to));
      if (line === "" && (lines.at(-1) ?? "x") === "") continue;
      if (options.braces && line.trimStart() === "{" && joinsTo(lines)) lines.push(`${lines.pop()} {`);
      else lines.push(line);
    }
  }
  while (lines.at(-1) === "") lines.pop();
  return lines.map((line) => `${line}${newline}`).join("");
}

function* rowsOf(text: string, pieces: Pieces): Generator<Row> {
  let from = 0;
  let start = 0;
  for (let index = 0; index <= pieces.count; index++) {
    if (index < pieces.count && pieces.kind(index) !== "lineEnd") continue;
    const until = index < pieces.count ? pieces.start(index) : text.length;
    const end = text[until - 1] === "\r" && until > start ? until - 1 : until;
    if (index < pieces.count || end > start) yield { from, to: index, start, end };
    from = index + 1;
    start = until + 1;
  }
}

/** Lines in which blanks can mean something, or that do not end where they seem to. */
function isFixed(pieces: Pieces, { from, to }: Row, written: string): boolean {
  for (let index = from; index < to; index++) {
    const kind = pieces.kind(index);
    if (kind === "condition" || kind === "sequence" || kind === "definition" || kind === "include")
      return true;
    if (kind === "bad") return true;
  }
  return isContinued(written) || written.includes("\r");
}

function isContinued(written: string): boolean {
  return written.trimEnd().endsWith("\\");
}

function depthOf(pieces: Pieces, from: number, to: number): number {
  let depth = 0;
  for (let index = from; index < to; index++) {
    const kind = pieces.kind(index);
    if (kind === "open") depth++;
    else if (kind === "close") depth--;
  }
  return depth;
}

function leadingCloses(pieces: Pieces, { from, to }: Row): number {
  let index = from;
  while (index < to && pieces.kind(index) === "close") index++;
  return index - from;
}

/** A line with a `}` of a block that began further up is cut around it. */
function partsOf(pieces: Pieces, row: Row, { braces }: FormatOptions): Row[] {
  const parts: Row[] = [];
  let from = row.from;
  let depth = 0;
  const cutBefore = (index: number) => {
    if (index > from) parts.push({ ...row, from, to: index });
    from = index;
  };
  for (let index = row.from; braces && index < row.to; index++) {
    const kind = pieces.kind(index);
    if (kind === "open") depth++;
    if (kind !== "close") continue;
    if (depth > 0) depth--;
    else {
      cutBefore(index);
      const next = index + 1 < row.to ? pieces.kind(index + 1) : "comment";
      if (next !== "comment") cutBefore(index + 1);
    }
  }
  parts.push({ ...row, from, to: row.to });
  return parts;
}

/** One blank where there was any; a comment keeps its distance, so that comments in a column stay in it. */
function contentOf(text: string, pieces: Pieces, { from, to, start, end }: Row): string {
  const written = text.slice(start, end);
  // In a command line single quotes and backslashes keep blanks together.
  const verbatim = /['\\]/.test(written);
  let content = "";
  for (let index = from; index < to; index++) {
    const at = pieces.start(index);
    if (index > from) {
      const gap = text.slice(pieces.end(index - 1), at);
      const kind = pieces.kind(index);
      if (verbatim || (kind === "comment" && gap !== "")) content += gap;
      else if (gap !== "" || kind === "open" || kind === "comment") content += " ";
    }
    content += text.slice(at, pieces.end(index));
  }
  return content;
}

/** Whether a brace can go behind the last line: words stand there, no comment, and nothing that is left as it was. */
function joinsTo(lines: readonly string[]): boolean {
  const last = lines.at(-1) ?? "";
  return last !== "" && /^[\s\w.:/-]+$/.test(last) && !/^\s*include/.test(last);
}
