/** A form whose refusals keepalived keeps to its log: `-t` does not show them, linters do. */
import { accepted, type Reading, refused, type ValueForm } from "./form.ts";

export function silent<T>(form: ValueForm<T>): ValueForm<T> {
  return {
    ...form,
    read(words, context): Reading<T> {
      const reading = form.read(words, context);
      if (reading.ok === true) {
        return accepted(
          reading.value,
          ...reading.remarks.map((remark) => ({ ...remark, severity: "hint" as const })),
        );
      }
      const said =
        reading.ok === "missing" ? refused<T>("argument-missing", "nothing stands behind it") : reading;
      return said.ok === false ? { ok: false, refusal: { ...said.refusal, severity: "hint" } } : said;
    },
  };
}
