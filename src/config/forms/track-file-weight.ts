/** How much the number in a tracked file weighs: a factor, perhaps with its sign turned round. */
import { wordText } from "../line.ts";
import { accepted, type Remark, type ValueForm } from "./form.ts";
import { integer } from "./number.ts";

export interface TrackFileWeight {
  readonly weight: number;
  readonly reverse: boolean;
}

const factor = integer({ min: -2_147_483_647, max: 2_147_483_647 });

export const trackFileWeight: ValueForm<TrackFileWeight> = {
  syntax: "<int> [reverse|noreverse]",
  ...(factor.range === undefined ? {} : { range: factor.range }),
  wanted: `${factor.wanted}, perhaps with reverse behind it`,
  maxWords: 2,
  read(words, context) {
    const reading = factor.read(words, context);
    if (reading.ok !== true) return reading;
    const [, option] = words;
    const remarks = [...reading.remarks];
    if (option !== undefined && option.raw !== "reverse" && option.raw !== "noreverse") {
      remarks.push(unknownOption(wordText(option)));
    }
    return accepted({ weight: reading.value, reverse: option?.raw === "reverse" }, ...remarks);
  },
  print: ({ weight, reverse }) => `${weight}${reverse ? " reverse" : ""}`,
};

function unknownOption(word: string): Remark {
  return {
    code: "option-unknown",
    text: `'${word}' is neither reverse nor noreverse and is ignored`,
    word: 1,
  };
}
