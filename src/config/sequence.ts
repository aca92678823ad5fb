/** `~SEQ(...)` and `~LST(...)`: the values that the loop variables of a repeated line take, round by round. */
import { readCNumber } from "./c-number.ts";

/** One round: variable and value. */
export type Round = readonly (readonly [name: string, value: string])[];

/** Rounds beyond this are refused: no configuration needs them, a mistyped end makes them. */
const MOST_ROUNDS = 65_536;

/** Reads the text of a sequence piece (definitions in it already replaced): its rounds, or what is wrong with it. */
export function readSequence(text: string): Round[] | string {
  const [, kind, inside = ""] = /^~(SEQx?|LST)[ \t]*\((.*)\)$/s.exec(text) ?? [];
  if (kind === "LST") return readList(inside);
  if (kind === undefined) return "it does not end with ')'";
  return readNumbers(inside, kind === "SEQx");
}

function readNumbers(inside: string, hexadecimal: boolean): Round[] | string {
  const [name = "", ...numberTexts] = inside.split(",").map((part) => part.trim());
  const numbers = numberTexts.map(readCNumber);
  if (!isName(name) || numbers.length < 1 || numbers.length > 3)
    return "it wants a variable and one to three numbers";
  if (numbers.some((number) => !Number.isSafeInteger(number))) return "not all its bounds are whole numbers";
  const [first = 0, second = 0, third = 0] = numbers;
  const end = numbers.length === 1 ? first : numbers.length === 2 ? second : third;
  const start = numbers.length === 1 ? (end < 0 ? -1 : 1) : first;
  const step = numbers.length === 3 ? second : end < start ? -1 : 1;
  if (step === 0) return "a step of 0 never ends";
  if (end !== start && end > start !== step > 0)
    return `a step of ${step} does not lead from ${start} to ${end}`;
  if (hexadecimal && (start < 0 || end < 0)) return "~SEQx has no negative numbers";
  const count = Math.floor((end - start) / step) + 1;
  if (count > MOST_ROUNDS) return `${count} rounds are more than ${MOST_ROUNDS}`;
  return Array.from({ length: count }, (_, round): Round => {
    const value = start + round * step;
    return [[name, value.toString(hexadecimal ? 16 : 10)]];
  });
}

/** A name that is no identifier is taken; nothing can refer to it. */
function isName(text: string): boolean {
  return /^[^\s{}]+$/.test(text);
}

function readList(inside: string): Round[] | string {
  const [head, ...rows] = splitAtCommas(inside);
  if (head === undefined || rows.length === 0) return "it wants a variable and values";
  const names = members(head);
  const bad = names.find((name) => !isName(name));
  if (bad !== undefined) return `'${bad}' is no name for a variable`;
  if (rows.length > MOST_ROUNDS) return `${rows.length} rounds are more than ${MOST_ROUNDS}`;
  const rounds: Round[] = [];
  for (const row of rows) {
    const values = members(row);
    if (values.length > names.length) return `'${row}' has more values than variables`;
    const unfit = values.find((value) => /[\s{}]/.test(value));
    if (unfit !== undefined) return `'${unfit}': a value can hold neither blanks nor braces`;
    rounds.push(names.map((name, index) => [name, values[index] ?? ""]));
  }
  return rounds;
}

/** Commas inside braces do not part. */
function splitAtCommas(text: string): string[] {
  return text.split(/,(?![^{}]*\})/).map((part) => part.trim());
}

function members(text: string): string[] {
  const inside = /^\{(.*)\}$/s.exec(text)?.[1];
  return (inside === undefined ? [text] : inside.split(",")).map((part) => part.trim());
}
