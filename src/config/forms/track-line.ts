/** One line of a tracking list: a name, and perhaps the weight that it has here. */
import { type Word, wordText } from "../line.ts";
import { accepted, missing, type ReadContext, type Remark, refused, type ValueForm } from "./form.ts";
import { integer } from "./number.ts";

export interface TrackLine {
  readonly name: string;
  /** Absent for the weight that what is tracked has by itself. */
  readonly weight?: number;
  /** Turns the weight's effect round; absent for what is tracked itself to say. */
  readonly reverse?: boolean;
}

interface TrackLineOptions {
  /** What is tracked, with its article. */
  readonly what: string;
  /** The largest weight either way; `cut`: 254 is taken for it, with a remark. */
  readonly largest: 253 | 254;
  readonly cut: boolean;
  /** Whether `noreverse` is an option. */
  readonly noreverse: boolean;
}

/** The largest priority that a weight can make of the smallest, without reaching the address owner's 255. */
const CUT_WEIGHT = 253;

export function trackLine({ what, largest, cut, noreverse }: TrackLineOptions): ValueForm<TrackLine> {
  const directions = noreverse ? ["reverse", "noreverse"] : ["reverse"];
  const wanted = `the name of ${what}, perhaps with 'weight' and a number behind it`;
  const shown = `weight <-${largest}..${largest}> [${directions.join("|")}]`;
  const weight = integer({ min: cut ? -254 : -largest, max: cut ? 254 : largest });
  return {
    syntax: `<name> [${shown}]`,
    range: { min: -largest, max: largest },
    wanted,
    maxWords: 4,
    read(words, context) {
      const [name, option, number, direction] = words;
      if (name === undefined) return missing(wanted);
      const line = { name: wordText(name) };
      if (option === undefined) return accepted(line);
      if (option.raw !== "weight") {
        const said = `'${wordText(option)}' is no option of this list (${shown}), so the line is ignored`;
        return refused("option-unknown", said, 1);
      }
      if (number === undefined) {
        return refused("argument-missing", "'weight' has no number behind it, so the line is ignored", 1);
      }
      const remarks: Remark[] = [];
      const read = readWeight(number, context, remarks);
      if (direction === undefined) return accepted({ ...line, ...read }, ...remarks);
      if (!directions.includes(direction.raw)) {
        const said = `'${wordText(direction)}' is not ${directions.join(" or ")}; the line counts without it`;
        remarks.push({ code: "option-unknown", text: said, word: 3 });
        return accepted({ ...line, ...read }, ...remarks);
      }
      return accepted({ ...line, ...read, reverse: direction.raw === "reverse" }, ...remarks);
    },
    print: ({ name, weight: own, reverse }) =>
      own === undefined
        ? name
        : `${name} weight ${own}${reverse === undefined ? "" : reverse ? " reverse" : " noreverse"}`,
  };

  /** A weight that cannot be leaves the line as if it had none. */
  function readWeight(word: Word, context: ReadContext, remarks: Remark[]): { readonly weight?: number } {
    const reading = weight.read([word], context);
    if (reading.ok !== true) {
      const reason = reading.ok === false ? reading.refusal.text : "nothing stands there";
      const text = `weight ${reason}; the line counts without it`;
      remarks.push({ code: "value-out-of-range", text, word: 2 });
      return {};
    }
    remarks.push(...reading.remarks.map((remark) => ({ ...remark, word: 2 })));
    if (!cut || Math.abs(reading.value) <= CUT_WEIGHT) return { weight: reading.value };
    const own = Math.sign(reading.value) * CUT_WEIGHT;
    const text = `weight ${reading.value} would reach the address owner's priority; it runs as ${own}`;
    remarks.push({ code: "value-adjusted", text, word: 2 });
    return { weight: own };
  }
}
