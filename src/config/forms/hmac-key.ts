/** The words behind `key` in `auth_hmac`: a number, and the key as text, as hex digits, or in a file. */
import { wordText } from "../line.ts";
import { accepted, missing, refused, type ValueForm } from "./form.ts";
import { integer } from "./number.ts";

export interface HmacKey {
  readonly id: number;
  readonly source:
    | { readonly kind: "text" | "hex"; readonly bytes: readonly number[] }
    | { readonly kind: "file"; readonly path: string };
}

/** HMAC-SHA256 gains nothing from more than a block, and is weaker with less than a digest (RFC 2104 3). */
const LEAST_BYTES = 32;
const MOST_BYTES = 64;
const wanted = `a number from 1 to 255 and a key of ${LEAST_BYTES} to ${MOST_BYTES} bytes, as text, hex:DIGITS or file:PATH`;
const id = integer({ min: 1, max: 255, strict: true });

export const hmacKey: ValueForm<HmacKey> = {
  syntax: "<1..255> <text>|hex:<digits>|file:<path>",
  range: { min: LEAST_BYTES, max: MOST_BYTES, unit: "bytes" },
  wanted,
  maxWords: 2,
  read(words, context) {
    const [number, word] = words;
    if (number === undefined) return missing(wanted);
    const reading = id.read([number], context);
    if (reading.ok !== true) return reading;
    if (word === undefined) return refused("argument-missing", `key ${reading.value} has no key behind it`);
    if (word.raw.startsWith("file:")) {
      const path = wordText(word).slice("file:".length);
      if (path === "") return refused("value-invalid", "file: has no path behind it", 1);
      return accepted({ id: reading.value, source: { kind: "file", path } });
    }
    const source = keyBytes(word.raw);
    if (source === undefined) return refused("value-invalid", "hex: needs an even number of hex digits", 1);
    const { length } = source.bytes;
    if (length < LEAST_BYTES || length > MOST_BYTES) {
      const said = `the key has ${length} bytes instead of ${LEAST_BYTES} to ${MOST_BYTES}, so it is ignored`;
      return refused("value-out-of-range", said, 1);
    }
    return accepted({ id: reading.value, source });
  },
  // A key is not for logs.
  print: ({ id: own, source }) => (source.kind === "file" ? `${own} file:${source.path}` : `${own} ***`),
};

function keyBytes(raw: string): { readonly kind: "text" | "hex"; readonly bytes: number[] } | undefined {
  if (!raw.startsWith("hex:")) {
    return { kind: "text", bytes: Array.from(raw, (character) => character.charCodeAt(0)) };
  }
  const digits = raw.slice("hex:".length);
  if (!/^(?:[0-9a-fA-F]{2})*$/.test(digits)) return undefined;
  const bytes = (digits.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  return { kind: "hex", bytes };
}
