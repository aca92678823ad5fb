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
  readonly count: number;
  /** Set by `findLineEnd`. */
  kindsInLine = 0;
  /** Kind, start and end (exclusive) of each piece, one behind the other. */
  readonly #numbers: Int32Array;

  constructor(numbers: Int32Array, count: number) {
    this.#numbers = numbers;
    this.count = count;
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

/**
 * Reads text in which one character is one byte (latin1), so that offsets are byte offsets and no byte is lost.
 * `replaced` reads a line whose definitions have already been replaced: `${` and line-start forms mean nothing there.
 */
export function readPieces(text: string, form: "file" | "replaced" = "file"): Pieces {
  let numbers = new Int32Array(3 * (16 + (text.length >> 2)));
  let used = 0;
  parse(text, {
    startRule: form === "file" ? "File" : "Replaced",
    kinds: numbersOfKinds,
    emit: (kind, start, end) => {
      if (used + 3 > numbers.length) {
        const larger = new Int32Array(numbers.length * 2);
        larger.set(numbers);
        numbers = larger;
      }
      numbers[used] = kind;
      numbers[used + 1] = start;
      numbers[used + 2] = end;
      used += 3;
    },
    // The grammar never fails, so peggy need not keep a list of what it expected.
    peg$silentFails: 1,
  });
  return new Pieces(numbers, used / 3);
}
