/** One file's text as a flat list of pieces with byte offsets: lossless, total, in linear time. */
import { parse } from "../../grammar/keepalived.peggy";

const kinds = [
  "word",
  "quoted",
  "open",
  "close",
  "comment",
  "include",
  "condition",
  "definition",
  "sequence",
  "lineEnd",
  "bad",
] as const;

export type PieceKind = (typeof kinds)[number];

const numbersOfKinds = Object.fromEntries(kinds.map((kind, index) => [kind, index]));
const LINE_END = kinds.indexOf("lineEnd");

export function bitOf(kind: PieceKind): number {
  return 1 << kinds.indexOf(kind);
}

/**
 * The pieces of a text in its order; between two of them stands white space only. They are kept as numbers in one array:
 * a million small objects would take longer to collect than to read.
 */
export class Pieces {
  count = 0;
  /** Set by `findLineEnd`. */
  kindsInLine = 0;
  /** Kind, start and end (exclusive) of each piece, one behind the other. */
  #numbers: Int32Array;

  /** @param room pieces that it has room for before it must grow */
  constructor(room: number) {
    this.#numbers = new Int32Array(3 * room);
  }

  add(kind: number, start: number, end: number): void {
    const at = 3 * this.count;
    if (at === this.#numbers.length) {
      const larger = new Int32Array(2 * at);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[at] = kind;
    this.#numbers[at + 1] = start;
    this.#numbers[at + 2] = end;
    this.count++;
  }

  /**
   * The end of the line that begins with this piece: the index of its `lineEnd`, or `count`. `kindsInLine` then has a bit
   * for each kind among the pieces before it (`bitOf`).
   */
  findLineEnd(from: number): number {
    const numbers = this.#numbers;
    let kindsInLine = 0;
    let index = from;
    for (; index < this.count; index++) {
      const kind = numbers[index * 3] ?? 0;
      if (kind === LINE_END) break;
      kindsInLine |= 1 << kind;
    }
    this.kindsInLine = kindsInLine;
    return index;
  }

  /** As `bitOf` the piece's kind. */
  bit(index: number): number {
    return 1 << (this.#numbers[index * 3] ?? 0);
  }

  kind(index: number): PieceKind {
    return kinds[this.#numbers[index * 3] ?? 0] ?? "bad";
  }

  start(index: number): number {
    return this.#numbers[index * 3 + 1] ?? 0;
  }

  end(index: number): number {
    return this.#numbers[index * 3 + 2] ?? 0;
  }
}

type Form = "file" | "replaced";

/**
 * Reads text in which one character is one byte (latin1), so that offsets are byte offsets and no byte is lost.
 * `replaced` reads a line whose definitions have already been replaced: `${` and line-start forms mean nothing there.
 */
export function readPieces(text: string, form: Form = "file"): Pieces {
  const pieces = new Pieces(16 + (text.length >> 3));
  readWith(text, form, (kind, start, end) => pieces.add(kind, start, end));
  return pieces;
}

/** Pieces after which a portion ends with its line: few enough for the processor's caches. */
const PORTION = 2048;

/**
 * As `readPieces`, in portions of whole lines: they are valid during the call only. The last one may be empty. Of the text only
 * what lies between `from` and `to` is read, whole lines too; the offsets are the text's.
 */
export function readPortions(
  text: string,
  from: number,
  to: number,
  take: (pieces: Pieces, last: boolean) => void,
): void {
  const pieces = new Pieces(Math.min(PORTION + 64, 16 + ((to - from) >> 2)));
  readWith(text.slice(from, to), "file", (kind, start, end) => {
    pieces.add(kind, from + start, from + end);
    if (kind !== LINE_END || pieces.count < PORTION) return;
    take(pieces, false);
    pieces.count = 0;
  });
  take(pieces, true);
}

function readWith(text: string, form: Form, emit: (kind: number, start: number, end: number) => void): void {
  parse(text, {
    startRule: form === "file" ? "File" : "Replaced",
    kinds: numbersOfKinds,
    emit,
    // The grammar never fails, so peggy need not keep a list of what it expected.
    peg$silentFails: 1,
  });
}
