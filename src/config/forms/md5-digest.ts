/** An MD5 digest as 32 hexadecimal digits. */
import { wordText } from "../line.ts";
import { accepted, missing, refused, type ValueForm } from "./form.ts";

const DIGITS = 32;
const wanted = `${DIGITS} hexadecimal digits, as md5sum prints them`;

export const md5Digest: ValueForm<string> = {
  syntax: `<${DIGITS} hex digits>`,
  range: { min: DIGITS, max: DIGITS, unit: "chars" },
  wanted,
  maxWords: 1,
  read([word]) {
    if (word === undefined) return missing(wanted);
    const text = wordText(word);
    if (word.raw.length !== DIGITS) {
      return refused(
        "value-invalid",
        `'${text}' has ${word.raw.length} characters where a digest has ${DIGITS}`,
      );
    }
    const stray = /[^\da-f]/i.exec(text)?.[0];
    if (stray === undefined) return accepted(text.toLowerCase());
    return refused("value-invalid", `'${stray}' in '${text}' is no hexadecimal digit`);
  },
  print: (digest) => digest,
};
