/** A keyword that stands alone or with one of a few words behind it. */
import { wordText } from "../line.ts";
import { accepted, refused, type ValueForm } from "./form.ts";

/** @param bare what the keyword means alone */
export function optionalWord<const B extends string, const T extends string>(options: {
  readonly bare: B;
  readonly words: readonly T[];
}): ValueForm<B | T> {
  const choices = options.words.join(" or ");
  return {
    syntax: `[${options.words.join("|")}]`,
    wanted: `nothing, or ${choices}`,
    maxWords: 1,
    read([word]) {
      if (word === undefined) return accepted(options.bare);
      const value = options.words.find((candidate) => candidate === word.raw);
      if (value !== undefined) return accepted(value);
      return refused("value-invalid", `'${wordText(word)}' is not ${choices}`);
    },
    print: (value) => (value === options.bare ? "" : value),
  };
}
