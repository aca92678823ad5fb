/** A file creation mask: a number as C writes it, or names of permission bits joined by `|`. */
import { type Word, wordText } from "../line.ts";
import { accepted, missing, type Reading, refused, type ValueForm } from "./form.ts";

const bits: ReadonlyMap<string, number> = new Map([
  ["IRUSR", 0o400],
  ["IWUSR", 0o200],
  ["IXUSR", 0o100],
  ["IRWXU", 0o700],
  ["IRGRP", 0o040],
  ["IWGRP", 0o020],
  ["IXGRP", 0o010],
  ["IRWXG", 0o070],
  ["IROTH", 0o004],
  ["IWOTH", 0o002],
  ["IXOTH", 0o001],
  ["IRWXO", 0o007],
]);
const LARGEST = 0o777;
const wanted = "an octal number (027) or bits joined by | (IWGRP | IRWXO)";

export const umask: ValueForm<number> = {
  syntax: "<number>|<BIT[|BIT...]>",
  range: { min: 0, max: LARGEST },
  wanted,
  maxWords: Number.POSITIVE_INFINITY,
  read(words) {
    const [first] = words;
    if (first === undefined) return missing(wanted);
    return /^\d/.test(first.raw) ? readNumber(first, words.length) : readBits(words);
  },
  print: (value) => `0${value.toString(8)}`,
};

/** Octal behind a 0, hexadecimal behind 0x, else decimal. */
function readNumber(word: Word, wordCount: number): Reading<number> {
  const text = wordText(word);
  const value = /^0[0-7]+$/.test(text)
    ? Number.parseInt(text, 8)
    : /^(0x[0-9a-f]+|0|[1-9]\d*)$/i.test(text)
      ? Number(text)
      : Number.NaN;
  if (!(value <= LARGEST)) return refused("value-invalid", `'${text}' is no number from 0 to 0777`);
  return wordCount === 1 ? accepted(value) : refused("argument-surplus", "a number stands alone", 1);
}

/** Words may stand apart where the `|` is at either end of one. */
function readBits(words: readonly Word[]): Reading<number> {
  const text = words.map(wordText).join(" ");
  const names = text.split("|").map((name) => name.trim());
  const strange = names.find((name) => !bits.has(name));
  if (strange !== undefined) {
    const what = strange === "" ? "a bit is missing beside a |" : `'${strange}' is no permission bit`;
    return refused("value-invalid", what);
  }
  return accepted(names.reduce((mask, name) => mask | (bits.get(name) ?? 0), 0));
}
