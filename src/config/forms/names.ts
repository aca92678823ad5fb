/** Up to a fixed number of names of limited length. */
import { wordText } from "../line.ts";
import { accepted, refused, type ValueForm } from "./form.ts";

/** Missing names take the places of `defaults`. */
export function names(options: {
  readonly syntax: string;
  readonly what: string;
  readonly minLength?: number;
  readonly maxLength: number;
  /** What each is without a word of its own. */
  readonly defaults: readonly string[];
}): ValueForm<readonly string[]> {
  const { defaults, maxLength, minLength = 0, what } = options;
  return {
    syntax: options.syntax,
    range: { ...(minLength > 0 ? { min: minLength } : {}), max: maxLength, unit: "characters" },
    wanted: `at most ${defaults.length} names of ${what}`,
    maxWords: defaults.length,
    read(words) {
      const written = words.slice(0, defaults.length).map(wordText);
      const wrong = written.findIndex((name) => name.length > maxLength || name.length < minLength);
      if (wrong !== -1) {
        return refused(
          "value-invalid",
          `'${written[wrong]}' has not ${minLength} to ${maxLength} characters`,
          wrong,
        );
      }
      return accepted(defaults.map((name, index) => written[index] ?? name));
    },
    print: (value) => value.join(" "),
  };
}
