/** Whole numbers that are brought into their limits, with a word about it, where others are refused. */
import { accepted, type Remark, type ValueForm } from "./form.ts";
import { type IntegerRange, integer } from "./number.ts";

/** `range`: what can be read; `limits`: what it can run as. */
export function adjustedInteger(
  range: IntegerRange,
  limits: { readonly min: number; readonly max: number; readonly shown?: "limits" },
): ValueForm<number> {
  const form = integer(range);
  const shown = limits.shown === undefined ? form : integer({ ...range, min: limits.min, max: limits.max });
  return {
    ...shown,
    read(words, context) {
      const reading = form.read(words, context);
      if (reading.ok !== true) return reading;
      const runs = Math.min(Math.max(reading.value, limits.min), limits.max);
      return runs === reading.value ? reading : accepted(runs, adjusted(reading.value, runs));
    },
  };
}

function adjusted(written: number, runs: number): Remark {
  const which = runs > written ? "least" : "most";
  return {
    code: "value-adjusted",
    text: `it must be at ${which} ${runs}; ${written} runs as ${runs}`,
    word: 0,
  };
}
