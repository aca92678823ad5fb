/** The lines of a file in which something stands, as spans and words: rules about bytes look at few of them. */
import { type Pieces, readPieces } from "../config/pieces.ts";
import type { Source, Span } from "../config/source.ts";
import type { ReadFile, Subject } from "./subject.ts";

export interface TextLine {
  readonly source: Source;
  readonly text: string;
  /** Where it begins in its file. */
  readonly start: number;
  readonly pieces: Pieces;
}

/** A word as it stands on a line, with its quotes. */
export interface TextWord {
  readonly at: Span;
  readonly text: string;
  readonly kind: "word" | "quoted";
  /** A comment begins right behind it. */
  readonly touchesComment: boolean;
}

/**
 * Each line of the subject's files in which `pattern` (with the flag g) finds something, once.
 * @param signs characters of which a file must hold one, which is quicker to see in a large one
 */
export function* linesWith(subject: Subject, pattern: RegExp, signs: string): Generator<TextLine> {
  for (const file of subject.files) {
    if ([...signs].some((sign) => file.text.includes(sign))) yield* linesOfFile(file, pattern);
  }
}

/** Each line that holds a byte above 127. */
export function* linesBeyondAscii({ files }: Subject): Generator<TextLine> {
  for (const file of files) yield* linesOfFile(file, /[\x80-\xff]/g);
}

function* linesOfFile({ name, text }: ReadFile, pattern: RegExp): Generator<TextLine> {
  const source: Source = { name, text };
  for (let from = 0; from < text.length; ) {
    pattern.lastIndex = from;
    const found = pattern.exec(text);
    if (found === null) return;
    const start = text.lastIndexOf("\n", found.index - 1) + 1;
    const newline = text.indexOf("\n", found.index);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(start, end);
    yield { source, text: line, start, pieces: readPieces(line) };
    from = end + 1;
  }
}

/** The words of a line that count, none of its comment. */
export function wordsOf({ source, text, start, pieces }: TextLine): TextWord[] {
  const words: TextWord[] = [];
  for (let index = 0; index < pieces.count; index++) {
    const kind = pieces.kind(index);
    if (kind !== "word" && kind !== "quoted") continue;
    const [first, end] = [pieces.start(index), pieces.end(index)];
    const hasNext = index + 1 < pieces.count;
    words.push({
      kind,
      text: text.slice(first, end),
      at: { source, start: start + first, end: start + end },
      touchesComment: hasNext && pieces.kind(index + 1) === "comment" && pieces.start(index + 1) === end,
    });
  }
  return words;
}
