/** The path of a file or directory, as text. */
import { wordText } from "../line.ts";
import { accepted, missing, refused, type ValueForm } from "./form.ts";

export function path(
  options: {
    /** What it is when the keyword stands alone. */
    readonly bare?: string;
    readonly mayBeEmpty?: boolean;
    readonly directory?: boolean;
  } = {},
): ValueForm<string> {
  const what = options.directory === true ? "directory" : "path";
  const wanted = `a ${what}`;
  return {
    syntax: options.bare === undefined ? `<${what}>` : `[<${what}>]`,
    wanted,
    maxWords: 1,
    read(words) {
      const [word] = words;
      if (word === undefined) return options.bare === undefined ? missing(wanted) : accepted(options.bare);
      if (word.raw === "" && options.mayBeEmpty === false) return refused("value-invalid", "it is empty");
      return accepted(wordText(word));
    },
    print: (value) => value,
  };
}
