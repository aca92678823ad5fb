/** A domain name as DNS queries carry it: labels parted by dots. */
import { wordText } from "../line.ts";
import { accepted, missing, refused, type ValueForm } from "./form.ts";

const wanted = "a domain name whose first label has two characters or more";

export const domainName: ValueForm<string> = {
  syntax: "<domain>",
  wanted,
  maxWords: 1,
  read([word]) {
    if (word === undefined) return missing(wanted);
    const name = wordText(word);
    // keepalived takes an empty name, too, for the root of all names.
    if (name === "" || name === ".") return accepted(".");
    if (name.startsWith(".") || name.includes("..")) {
      return refused("value-invalid", `'${name}' has nothing between two dots, or before the first`);
    }
    // Looking for an empty label, keepalived takes a first one of a single character for that.
    if (name[1] !== ".") return accepted(name);
    return refused("value-invalid", `the first label of '${name}' is a single character`);
  },
  print: (name) => name,
};
