/** A form whose line is unusable when further words follow, where most pass over them. */
import { wordText } from "../line.ts";
import { refused, type ValueForm } from "./form.ts";

export function alone<T>(form: ValueForm<T>): ValueForm<T> {
  return {
    ...form,
    read(words, context) {
      const surplus = words[form.maxWords];
      if (surplus === undefined) return form.read(words, context);
      return refused("argument-surplus", `'${wordText(surplus)}' does not belong here`, form.maxWords);
    },
  };
}
