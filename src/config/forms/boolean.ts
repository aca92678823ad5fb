/** A switch: a word for on or off, in lower case; alone the keyword means on. */
import { wordText } from "../line.ts";
import { accepted, refused, type ValueForm } from "./form.ts";

const onWords: readonly string[] = ["on", "true", "yes"];
const offWords: readonly string[] = ["off", "false", "no"];

export const boolean: ValueForm<boolean> = {
  syntax: "[on|off|true|false|yes|no]",
  wanted: "on or off",
  maxWords: 1,
  read(words) {
    const word = words[0];
    if (word === undefined || onWords.includes(word.raw)) return accepted(true);
    if (offWords.includes(word.raw)) return accepted(false);
    return refused("value-invalid", `'${wordText(word)}' is neither on nor off`);
  },
  print: (value) => (value ? "on" : "off"),
};
