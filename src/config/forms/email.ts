/** An e-mail address: a plain one, or in quotes with a name before it (`"Jane Doe <jane@example.org>"`). */
import { wordText } from "../line.ts";
import { accepted, missing, type ValueForm } from "./form.ts";

const wanted = "an e-mail address, in quotes when it has blanks";

/** keepalived checks no addresses; the mail server will. */
export const email: ValueForm<string> = {
  syntax: "<address>",
  wanted,
  maxWords: 1,
  read([word]) {
    return word === undefined ? missing(wanted) : accepted(wordText(word));
  },
  print: (value) => value,
};

/** An address alone on its line; what follows is ignored and reported. */
export const singleEmail: ValueForm<string> = {
  ...email,
  maxWords: Number.POSITIVE_INFINITY,
  read(words, context) {
    const reading = email.read(words, context);
    const surplus = words[1];
    if (reading.ok !== true || surplus === undefined) return reading;
    const text = `'${wordText(surplus)}' and what follows is ignored: put a name and an address into one pair of quotes`;
    return accepted(reading.value, { code: "argument-surplus", text, word: 1 });
  },
};
