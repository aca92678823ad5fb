/** Free text in one word. */

import { wordText } from "../line.ts";
import { cutTo } from "./cut-text.ts";
import { accepted, missing, refused, type ValueForm } from "./form.ts";

/** One word for people: bytes are shown as UTF-8. With `alone` a further word makes the line unusable. */
export function text(options: {
  readonly name: string;
  readonly mayBeEmpty?: boolean;
  readonly alone?: boolean;
  /** What it is when the keyword stands alone. */
  readonly bare?: string;
  /** For reference pages; no line of a file is longer. */
  readonly maxCharacters?: number;
}): ValueForm<string> {
  const { bare, maxCharacters } = options;
  const wanted = `a ${options.name}${options.alone === true ? " in one word or in quotes" : ""}`;
  return {
    syntax: bare === undefined ? `<${options.name}>` : `[<${options.name}>]`,
    ...(maxCharacters === undefined ? {} : { range: { max: maxCharacters, unit: "characters" } }),
    wanted,
    maxWords: 1,
    read(words) {
      const word = words[0];
      if (word === undefined) return bare === undefined ? missing(wanted) : accepted(bare);
      if (options.alone === true && words.length > 1)
        return refused("value-invalid", `${words.length} words stand where one belongs`, 1);
      if (word.raw === "" && options.mayBeEmpty !== true)
        return refused("value-invalid", "the text is empty");
      return accepted(wordText(word));
    },
    print: (value) => value,
  };
}

/** One word as bytes, cut to `maxBytes` with a remark. */
export function bytes(options: {
  readonly name: string;
  readonly maxBytes: number;
}): ValueForm<readonly number[]> {
  const wanted = `a ${options.name} of 1 to ${options.maxBytes} bytes`;
  return {
    syntax: `<${options.name} of at most ${options.maxBytes} bytes>`,
    range: { min: 1, max: options.maxBytes, unit: "chars" },
    wanted,
    maxWords: 1,
    read(words) {
      const word = words[0];
      if (word === undefined) return missing(wanted);
      const all = Array.from(word.raw, (character) => character.charCodeAt(0));
      if (all.length <= options.maxBytes) return accepted(all);
      const said = `the text has ${all.length} bytes; it runs with the first ${options.maxBytes} of them`;
      return accepted(all.slice(0, options.maxBytes), {
        code: "value-cut",
        text: said,
        word: 0,
        severity: "warning",
        ...cutTo(word.raw, options.maxBytes),
      });
    },
    print: (value) => `${value.length} bytes`,
  };
}

/** The name behind a block's keyword: exactly one word, which quotes may hold together. */
export function blockName(keyword: string): ValueForm<string> {
  const wanted = `'${keyword} NAME {', with a name in one word`;
  return {
    syntax: "<name>",
    wanted,
    maxWords: 1,
    read(words) {
      const word = words[0];
      if (word === undefined) return missing(wanted);
      if (words.length > 1)
        return refused("name-invalid", `a name is one word, here stand ${words.length}`, 1);
      return accepted(wordText(word));
    },
    print: (value) => value,
  };
}

/** The name behind a block's keyword, where keepalived passes over whatever follows it. */
export function firstWord(keyword: string): ValueForm<string> {
  return { ...text({ name: "name", mayBeEmpty: true }), wanted: `'${keyword} NAME {'` };
}
