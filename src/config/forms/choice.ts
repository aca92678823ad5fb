/** One word out of a fixed list. */

import { wordText } from "../line.ts";
import { nearestName } from "../nearest-name.ts";
import { accepted, missing, type Remark, type ValueForm } from "./form.ts";

export function choice<const T extends string>(
  values: readonly T[],
  options: { readonly ignoreCase?: boolean } = {},
): ValueForm<T> {
  const wanted = values.length === 2 ? values.join(" or ") : `one of ${values.join(", ")}`;
  return {
    syntax: values.join("|"),
    wanted,
    maxWords: 1,
    read(words) {
      const word = words[0];
      if (word === undefined) return missing(wanted);
      const text = wordText(word);
      const folded = options.ignoreCase ? text.toUpperCase() : text;
      const value = values.find((candidate) => candidate === folded);
      if (value !== undefined) return accepted(value);
      const near = nearestName(text, values);
      const hint = near === undefined ? "" : `, perhaps ${near} is meant`;
      const refusal = { code: "value-invalid", text: `'${text}' is not ${wanted}${hint}`, word: 0 } as const;
      return { ok: false, refusal: { ...refusal, ...inRightCase(text, values) } };
    },
    print: (value) => value,
  };
}

/** The rewrite of a word that only its capitals make unknown. */
export function inRightCase(written: string, values: readonly string[]): Pick<Remark, "rewrite"> {
  const meant = values.filter((value) => value.toUpperCase() === written.toUpperCase());
  const [text] = meant;
  return text === undefined || meant.length > 1 ? {} : { rewrite: { kind: "replace", text, changes: true } };
}
