/** Two whole numbers, the second not below the first. */
import { accepted, missing, refused, type ValueForm } from "./form.ts";
import { integer } from "./number.ts";

const number = integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

export function numberPair({
  what,
  unit,
}: {
  readonly what: string;
  readonly unit: string;
}): ValueForm<readonly [number, number]> {
  return {
    syntax: "<uint> <uint>",
    range: { min: 0, unit },
    wanted: what,
    maxWords: 2,
    read(words, context) {
      const [first, second] = words;
      if (first === undefined) return missing(what);
      if (second === undefined) return refused("argument-missing", "the second number is missing");
      const low = number.read([first], context);
      if (low.ok !== true) return low;
      const high = number.read([second], context);
      if (high.ok === false) return { ok: false, refusal: { ...high.refusal, word: 1 } };
      if (high.ok === "missing") return high;
      if (low.value <= high.value) return accepted([low.value, high.value], ...low.remarks, ...high.remarks);
      return refused(
        "value-out-of-range",
        `the first number (${low.value}) is above the second (${high.value})`,
      );
    },
    print: (pair) => pair.join(" "),
  };
}
