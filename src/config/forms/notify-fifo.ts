/** A named pipe, and perhaps the user and group that it belongs to. */
import { wordText } from "../line.ts";
import { accepted, missing, type ValueForm } from "./form.ts";
import { type Owner, ownerOf, printOwner } from "./user.ts";

export interface NotifyFifo {
  readonly path: string;
  readonly owner?: Owner;
}

const wanted = "the path of a named pipe, and perhaps a user and a group";

export const notifyFifo: ValueForm<NotifyFifo> = {
  syntax: "<path> [<user> [[:]<group>]]",
  wanted,
  maxWords: 3,
  read(words, context) {
    const [pathWord, ...ownerWords] = words;
    if (pathWord === undefined) return missing(wanted);
    const path = wordText(pathWord);
    const owner = ownerOf(ownerWords, context);
    switch (owner.ok) {
      case true:
        return accepted({ path, owner: owner.value });
      case "missing":
        return accepted({ path });
      case false: {
        const text = `${owner.refusal.text}; the pipe belongs to whoever runs scripts`;
        // keepalived's test says nothing of it.
        return accepted({ path }, { ...owner.refusal, text, word: owner.refusal.word + 1, severity: "hint" });
      }
    }
  },
  print: ({ path, owner }) => (owner === undefined ? path : `${path} ${printOwner(owner)}`),
};
