/** The words behind `use_ipvlan`: name, address and mode of the ipvlan that adverts run on. */
import { formatAddress, type IpAddress, parseAddress } from "../../values/address.ts";
import { type Word, wordText } from "../line.ts";
import { accepted, type Remark, type ValueForm } from "./form.ts";
import { isUsableName, NAME_BYTES } from "./interface-name.ts";

const modes = ["bridge", "private", "vepa"] as const;

export interface Ipvlan {
  /** Absent for one made of the instance. */
  readonly interfaceName?: string;
  /** Source of the adverts; an IPv4 instance does not run without it. */
  readonly address?: IpAddress;
  readonly prefixLength?: number;
  /** Absent for bridge. */
  readonly mode?: (typeof modes)[number];
  /** From /etc/iproute2/group, or a number. */
  readonly linkGroup?: string;
}

type Draft = { -readonly [K in keyof Ipvlan]: Ipvlan[K] };
type Refusal = Omit<Remark, "word">;

export const ipvlan: ValueForm<Ipvlan> = {
  syntax: "[[name] <interface>] [<ip>[/<prefix>]] [bridge|private|vepa] [group <id|name>]",
  wanted: "perhaps the name of a new interface, its address and its mode",
  maxWords: 7,
  read(words, { host }) {
    const draft: Draft = {};
    const remarks: Remark[] = [];
    for (let index = 0; index < words.length; index++) {
      const word = words[index];
      const argument = words[index + 1];
      if (word === undefined) break;
      if (word.raw === "group" && argument !== undefined) {
        draft.linkGroup = wordText(argument);
        index++;
        continue;
      }
      const named = word.raw === "name" && argument !== undefined ? argument : undefined;
      const refusal = named === undefined ? readWord(word, draft) : readName(named, draft);
      if (refusal !== undefined) remarks.push({ ...refusal, word: index });
      if (named !== undefined) index++;
    }
    const taken = host.interfaces?.find(({ name }) => name === draft.interfaceName);
    if (taken !== undefined && taken.ipvlan !== true) {
      const text = `interface '${draft.interfaceName}' is there already and is no ipvlan; the name is ignored`;
      remarks.push({ code: "value-invalid", text, word: 0 });
      delete draft.interfaceName;
    }
    return accepted(draft, ...remarks);
  },
  print: ({ interfaceName, address, prefixLength, mode, linkGroup }) =>
    [
      interfaceName,
      address === undefined
        ? undefined
        : `${formatAddress(address)}${prefixLength === undefined ? "" : `/${prefixLength}`}`,
      mode,
      linkGroup === undefined ? undefined : `group ${linkGroup}`,
    ]
      .filter((part) => part !== undefined)
      .join(" "),
};

function readWord(word: Word, draft: Draft): Refusal | undefined {
  const mode = modes.find((candidate) => candidate === word.raw);
  if (mode !== undefined) {
    if (draft.mode !== undefined) return second(word, draft.mode);
    draft.mode = mode;
    return undefined;
  }
  const [text = "", prefix] = wordText(word).split("/");
  const address = parseAddress(text);
  // An address with a prefix length that cannot be is taken for a name by keepalived.
  if (address === undefined || !fits(prefix, address)) return readName(word, draft);
  if (draft.address !== undefined) return second(word, formatAddress(draft.address));
  draft.address = address;
  if (prefix !== undefined) draft.prefixLength = Number(prefix);
  return undefined;
}

function fits(prefix: string | undefined, { family }: IpAddress): boolean {
  return prefix === undefined || (/^\d+$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}

function readName(word: Word, draft: Draft): Refusal | undefined {
  if (draft.interfaceName !== undefined) return second(word, draft.interfaceName);
  const text = `'${wordText(word)}' cannot be an interface's name`;
  // keepalived looks at the length alone.
  if (word.raw === "" || word.raw.length > NAME_BYTES)
    return { code: "value-invalid", text: `${text}; it is ignored` };
  draft.interfaceName = wordText(word);
  return isUsableName(word.raw) ? undefined : { code: "value-invalid", text, severity: "hint" };
}

function second(word: Word, first: string): Refusal {
  return { code: "value-invalid", text: `'${wordText(word)}' is ignored: ${first} was given already` };
}
