/** Numbers of processors; one wrong number and the whole line counts for nothing. */
import { accepted, missing, refused, type ValueForm } from "./form.ts";
import { integer } from "./number.ts";

const wanted = "the numbers of processors, from 0";

export const cpuList: ValueForm<readonly number[]> = {
  syntax: "<cpu> [<cpu> ...]",
  range: { min: 0 },
  wanted,
  maxWords: Number.POSITIVE_INFINITY,
  read(words, context) {
    if (words.length === 0) return missing(wanted);
    const number = integer({ min: 0, max: (context.host.cpus ?? 1024) - 1 });
    const cpus: number[] = [];
    for (const [index, word] of words.entries()) {
      const reading = number.read([word], context);
      if (reading.ok === true) cpus.push(reading.value);
      else if (reading.ok === false) {
        const text = `${reading.refusal.text}: this host has no such processor`;
        return refused(reading.refusal.code, text, index);
      }
    }
    return accepted(cpus);
  },
  print: (cpus) => cpus.join(" "),
};
