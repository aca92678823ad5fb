/** Whole numbers and decimal numbers of seconds, with the range rules of keepalived's readers. */
import { wordText } from "../line.ts";
import { accepted, missing, type Reading, type Remark, refused, type ValueForm } from "./form.ts";

export interface IntegerRange {
  readonly min: number;
  readonly max: number;
  readonly unit?: string;
  /** Never takes a number with other characters behind it, as some readers of the daemon do. */
  readonly strict?: boolean;
  /** What runs when the keyword stands without its word. */
  readonly bare?: number;
}

/** A base-10 whole number within a range; out of range is refused, never clamped. */
export function integer(range: IntegerRange): ValueForm<number> {
  const unit = range.unit === undefined ? "" : ` (${range.unit})`;
  const wanted = `a whole number from ${range.min} to ${range.max}${unit}`;
  return {
    syntax: range.bare === undefined ? `<${range.min}..${range.max}>` : `[<${range.min}..${range.max}>]`,
    range: { min: range.min, max: range.max, ...(range.unit === undefined ? {} : { unit: range.unit }) },
    wanted,
    maxWords: 1,
    read(words, context) {
      const word = words[0];
      if (word === undefined) return range.bare === undefined ? missing(wanted) : accepted(range.bare);
      const text = wordText(word);
      // C's strtol, which keepalived reads with, passes over blanks and takes a text without digits for 0; so `""` is 0.
      const match = text === "" ? ["", "0", ""] : /^\s*([+-]?\d+)(.*)$/s.exec(text);
      const lenient = context.mode === "daemon" && range.strict !== true;
      if (match === null || (match[2] !== "" && !lenient)) {
        return refused("value-invalid", `'${text}' is not a whole number`);
      }
      const value = Number(match[1]);
      if (value < range.min || value > range.max) {
        return refused("value-out-of-range", `${match[1]} is outside ${range.min} to ${range.max}`);
      }
      return match[2] === "" ? accepted(value) : accepted(value, trailing(text, match[1] ?? ""));
    },
    print: String,
  };
}

function trailing(text: string, number: string): Remark {
  return {
    code: "value-adjusted",
    text: `'${text}' has characters after the number; it runs as ${number}`,
    word: 0,
  };
}

export interface SecondsRange {
  readonly minUs: number;
  readonly maxUs: number;
  /** Decimal places that are kept: 6 unless it says 3. */
  readonly places?: 3;
}

/** Seconds with up to six decimal places, as whole microseconds. */
export function seconds(range: SecondsRange): ValueForm<number> {
  return time(range, "seconds");
}

/** Milliseconds with up to three decimal places, as whole microseconds. */
export function milliseconds(range: SecondsRange): ValueForm<number> {
  return time({ ...range, places: 3 }, "milliseconds");
}

function time(range: SecondsRange, unit: "seconds" | "milliseconds"): ValueForm<number> {
  const { minUs, maxUs } = range;
  const places = range.places ?? 6;
  const unitUs = unit === "seconds" ? 1e6 : 1e3;
  const stepUs = unitUs / 10 ** places;
  const print = (us: number): string => printSeconds((us * 1e6) / unitUs);
  const wanted = `${unit} from ${print(minUs)} to ${print(maxUs)}, with up to ${places} decimal places`;
  return {
    syntax: `<${unit}>`,
    range: { min: minUs / unitUs, max: maxUs / unitUs, unit },
    wanted,
    maxWords: 1,
    read(words, context): Reading<number> {
      const word = words[0];
      if (word === undefined) return missing(wanted);
      const text = wordText(word);
      const match = /^\+?(\d*)(?:\.(\d*))?(.*)$/s.exec(text);
      const whole = match?.[1] ?? "";
      const decimals = match?.[2] ?? "";
      const rest = match?.[3] ?? text;
      if (/^-\d/.test(text)) return refused("value-out-of-range", `${text} is negative`);
      // An empty word is 0, as for whole numbers.
      if ((text !== "" && whole === "" && decimals === "") || (rest !== "" && context.mode === "test")) {
        return refused("value-invalid", `'${text}' is not a number of ${unit}`);
      }
      const us = Number(whole) * unitUs + Math.round((Number(`0.${decimals}0`) * unitUs) / stepUs) * stepUs;
      if (us < minUs || us > maxUs) {
        return refused("value-out-of-range", `${text} is outside ${print(minUs)} to ${print(maxUs)} ${unit}`);
      }
      if (rest !== "") return accepted(us, trailing(text, print(us)));
      if (decimals.length <= places) return accepted(us);
      const said = `'${text}' has more than ${places} decimal places; it runs as ${print(us)}`;
      return accepted(us, { code: "value-adjusted", text: said, word: 0 });
    },
    print,
  };
}

/** Microseconds as seconds without trailing zeros: 1500000 is `1.5`. */
export function printSeconds(us: number): string {
  const whole = Math.floor(us / 1e6);
  const rest = String(us % 1e6)
    .padStart(6, "0")
    .replace(/0+$/, "");
  return rest === "" ? String(whole) : `${whole}.${rest}`;
}
