/** How what is tracked changes a priority: a weight, perhaps with its effect turned round. */
import { wordText } from "../line.ts";
import { accepted, type Remark, type ValueForm } from "./form.ts";
import { integer } from "./number.ts";

export interface TrackedWeight {
  readonly weight: number;
  readonly reverse: boolean;
}

export function trackedWeight(largest: 253 | 254): ValueForm<TrackedWeight> {
  const number = integer({ min: -largest, max: largest });
  return {
    ...number,
    syntax: `<-${largest}..${largest}> [reverse]`,
    wanted: `${number.wanted}, perhaps with 'reverse' behind it`,
    maxWords: 2,
    read(words, context) {
      const reading = number.read(words, context);
      if (reading.ok !== true) return reading;
      const option = words[1];
      const reverse = option?.raw === "reverse";
      const remarks: Remark[] = [...reading.remarks];
      if (option !== undefined && !reverse) {
        const text = `'${wordText(option)}' is ignored: only 'reverse' may stand behind a weight`;
        remarks.push({ code: "option-unknown", text, word: 1 });
      }
      return accepted({ weight: reading.value, reverse }, ...remarks);
    },
    print: ({ weight, reverse }) => `${weight}${reverse ? " reverse" : ""}`,
  };
}
