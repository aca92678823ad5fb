/** Bytes as hexadecimal digits, parted by blanks as one likes; in a pattern `x` stands for any digit. */
import { type Word, wordText } from "../line.ts";
import { accepted, missing, refused, type ValueForm } from "./form.ts";

/** A UDP datagram has no more. */
const range = { max: 65_535, unit: "bytes" } as const;
const wantedBytes = "hexadecimal digits, two a byte (0123 ab)";

export const hexBytes: ValueForm<readonly number[]> = {
  syntax: "<hex digits>",
  range,
  wanted: wantedBytes,
  maxWords: Number.POSITIVE_INFINITY,
  read(words) {
    if (words.length === 0) return missing(wantedBytes);
    const pairs = pairsOf(words, /^[\da-f]+$/i);
    if (pairs === undefined) return refused("value-invalid", `'${shown(words)}' is not hexadecimal`);
    return accepted(pairs.map((pair) => Number.parseInt(pair, 16)));
  },
  print: (bytes) => bytes.map(printByte).join(""),
};

/** The bits of `bytes` that are set in `mask` are compared. */
export interface BytePattern {
  readonly bytes: readonly number[];
  readonly mask: readonly number[];
}

/** Nothing behind the keyword is the empty pattern, which everything matches. */
export const hexPattern: ValueForm<BytePattern> = {
  syntax: "[<hex digits, x for any>]",
  range,
  wanted: `${wantedBytes}, with x for a digit that may be any`,
  maxWords: Number.POSITIVE_INFINITY,
  read(words) {
    if (words.length === 0) return accepted({ bytes: [], mask: [] });
    const pairs = pairsOf(words, /^[\da-fx]+$/i);
    if (pairs === undefined) {
      return refused("value-invalid", `'${shown(words)}' is neither hexadecimal nor x`);
    }
    return accepted({
      bytes: pairs.map((pair) => Number.parseInt(pair.replace(/x/gi, "0"), 16)),
      mask: pairs.map((pair) => Number.parseInt(pair.replace(/[^x]/gi, "f").replace(/x/gi, "0"), 16)),
    });
  },
  print: ({ bytes, mask }) =>
    bytes
      .map((byte, index) => printByte(byte).replace(/./g, (digit, at) => printDigit(digit, mask[index], at)))
      .join(""),
};

/** A digit that stands alone is a byte of its own. */
function pairsOf(words: readonly Word[], allowed: RegExp): string[] | undefined {
  const groups = words.flatMap((word) => word.raw.split(/\s+/)).filter((group) => group !== "");
  if (groups.length === 0 || !groups.every((group) => allowed.test(group))) return undefined;
  return groups.flatMap((group) => group.match(/..?/g) ?? []);
}

function shown(words: readonly Word[]): string {
  return words.map(wordText).join(" ");
}

function printByte(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}

function printDigit(digit: string, mask: number | undefined, at: number): string {
  const digitMask = ((mask ?? 0xff) >> (at === 0 ? 4 : 0)) & 0xf;
  return digitMask === 0 ? "x" : digit;
}
