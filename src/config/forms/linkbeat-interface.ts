/** An interface whose link is asked for again and again, and by which of the kernel's ways. */
import { wordText } from "../line.ts";
import { missingInterface } from "./declared-interface.ts";
import { accepted, missing, type ValueForm } from "./form.ts";

const methods = ["MII", "ETHTOOL", "IOCTL"] as const;

export interface LinkbeatInterface {
  readonly interfaceName: string;
  /** Absent for the first of them that works. */
  readonly method?: (typeof methods)[number];
}

const wanted = `an interface, and perhaps one of ${methods.join(", ")}`;

export const linkbeatInterface: ValueForm<LinkbeatInterface> = {
  syntax: "<interface> [MII|ETHTOOL|IOCTL]",
  wanted,
  maxWords: 2,
  read(words, { host }) {
    const [nameWord, methodWord] = words;
    if (nameWord === undefined) return missing(wanted);
    const interfaceName = wordText(nameWord);
    const absent = missingInterface(interfaceName, host);
    if (absent !== undefined) return accepted({ interfaceName }, absent);
    if (methodWord === undefined) return accepted({ interfaceName });
    const method = methods.find((candidate) => candidate === methodWord.raw);
    if (method !== undefined && words.length === 2) return accepted({ interfaceName, method });
    const rest = words.slice(1).map(wordText).join(" ");
    const text = `'${rest}' behind ${interfaceName} is ignored: it is not one of ${methods.join(", ")}`;
    return accepted({ interfaceName }, { code: "option-unknown", text, word: 1 });
  },
  print: ({ interfaceName, method }) => (method === undefined ? interfaceName : `${interfaceName} ${method}`),
};
