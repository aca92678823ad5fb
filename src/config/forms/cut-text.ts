/** Text of which the kernel takes so many bytes and no more. */
import { wordText } from "../line.ts";
import { readable } from "../source.ts";
import { accepted, missing, type Remark, type ValueForm } from "./form.ts";

export interface TextLength {
  readonly name: string;
  readonly maxBytes: number;
  /** keepalived cuts texts up to this length without a word. */
  readonly silentBytes?: number;
  /** For reference pages; an empty text is taken all the same. */
  readonly minBytes?: number;
}

/** One word; what is too long of it is cut off. */
export function cutText({ name, maxBytes, minBytes, silentBytes = 0 }: TextLength): ValueForm<string> {
  const wanted = `a ${name} of at most ${maxBytes} characters`;
  return {
    syntax: `<${name} of at most ${maxBytes} characters>`,
    range: { ...(minBytes === undefined ? {} : { min: minBytes }), max: maxBytes, unit: "characters" },
    wanted,
    maxWords: 1,
    read([word]) {
      if (word === undefined) return missing(wanted);
      if (word.raw.length <= maxBytes) return accepted(wordText(word));
      const value = readable(word.raw.slice(0, maxBytes));
      const text = `'${wordText(word)}' is longer than ${maxBytes} characters; it runs as ${value}`;
      const severity = word.raw.length <= silentBytes ? "hint" : "error";
      return accepted(value, { code: "value-cut", text, word: 0, severity, ...cutTo(word.raw, maxBytes) });
    },
    print: (value) => value,
  };
}

/** The rewrite to the bytes that run; none where the cut goes through a character, or leaves what a file cannot say plainly. */
export function cutTo(raw: string, maxBytes: number): Pick<Remark, "rewrite"> {
  const text = raw.slice(0, maxBytes);
  return /^[\w.:/@%+,-]+$/.test(text) ? { rewrite: { kind: "replace", text } } : {};
}
