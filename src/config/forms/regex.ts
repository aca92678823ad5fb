/** The pattern that a web page is searched for: the rest of the line, its quotes and escapes resolved in one pass. */
import { readable } from "../source.ts";
import { accepted, missing, refused, type ValueForm } from "./form.ts";
import { splitCommand } from "./script.ts";

const wanted = "one pattern, in quotes when it has blanks, with \\\\ for a backslash";

/** The pattern itself is PCRE2's matter (pcre2pattern(3)). */
export const regex: ValueForm<string> = {
  syntax: "<pattern>",
  wanted,
  maxWords: Number.POSITIVE_INFINITY,
  read(words) {
    const [first] = words;
    if (first === undefined) return missing(wanted);
    const last = words[words.length - 1] ?? first;
    const { argv, open } = splitCommand(first.source.text.slice(first.start, last.end));
    if (open !== undefined)
      return refused("quote-unterminated", `the pattern has a ${open} that nothing ends`);
    const [pattern, ...surplus] = argv;
    if (pattern === undefined || surplus.length > 0) {
      return refused("argument-surplus", "a pattern is one word; put it into quotes");
    }
    return accepted(readable(pattern));
  },
  // A backslash and a quote would be read as an escape.
  print: (pattern) => `"${pattern.replace(/[\\"]/g, "\\$&")}"`,
};
