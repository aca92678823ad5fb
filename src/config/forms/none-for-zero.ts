/** A number of which 0, though refused, plainly means "none": what runs without the line. */
import type { ValueForm } from "./form.ts";

export function noneForZero(form: ValueForm<number>): ValueForm<number> {
  return {
    ...form,
    read(words, context) {
      const reading = form.read(words, context);
      if (reading.ok !== false || words.length !== 1 || words[0]?.raw !== "0") return reading;
      return { ok: false, refusal: { ...reading.refusal, rewrite: { kind: "delete-line" } } };
    },
  };
}
