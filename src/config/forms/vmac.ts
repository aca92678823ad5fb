/** The words behind `use_vmac`: name and MAC address of the macvlan, and how the kernel and its neighbours know it. */
import { type Word, wordText } from "../line.ts";
import { accepted, type Reading, type Remark, refused, type ValueForm } from "./form.ts";
import { isUsableName } from "./interface-name.ts";

export interface Vmac {
  /** Absent for `vrrp.` and the virtual router id. */
  readonly interfaceName?: string;
  /** Six bytes, or five to which the virtual router id is added; absent for the RFC's address. */
  readonly mac?: readonly number[];
  /** Announces the new link to those that listen for links. */
  readonly notifiesLink: boolean;
  /** Of the link, a number or a name of /etc/iproute2/group. */
  readonly linkGroup?: string;
}

/** What the words have said so far. */
interface Draft {
  interfaceName?: string;
  mac?: readonly number[];
  notifiesLink: boolean;
  linkGroup?: string;
}

/** 00:00:5e:00:01 and :02, which belong to the virtual routers themselves (RFC 9568 7.3). */
const rfcPrefixes: readonly (readonly number[])[] = [
  [0, 0, 0x5e, 0, 1],
  [0, 0, 0x5e, 0, 2],
];

export const vmac: ValueForm<Vmac> = {
  syntax: "[[name] <interface>] [<mac of 5 or 6 octets>] [netlink_notify_msg] [group <id|name>]",
  wanted: "perhaps the name of a new interface and a MAC address",
  maxWords: 6,
  read(words, { host }) {
    const draft: Draft = { notifiesLink: false };
    const remarks: Remark[] = [];
    for (let index = 0; index < words.length; index++) {
      const word = words[index];
      if (word === undefined) break;
      const argument = words[index + 1];
      const takesNext = (word.raw === "name" || word.raw === "group") && argument !== undefined;
      const refusal = readWord(word, takesNext ? argument : undefined, draft);
      if (refusal !== undefined) remarks.push({ ...refusal, word: index });
      if (takesNext) index++;
    }
    const { interfaceName } = draft;
    const taken = host.interfaces?.find((one) => one.name === interfaceName);
    if (taken !== undefined && taken.macvlan !== true) {
      const text = `interface '${interfaceName}' is there already and is no macvlan; the name is ignored`;
      remarks.push({ code: "value-invalid", text, word: 0 });
      delete draft.interfaceName;
    }
    return accepted(draft, ...remarks);
  },
  print: ({ interfaceName, mac, notifiesLink, linkGroup }) =>
    [
      interfaceName,
      mac?.map((byte) => byte.toString(16).padStart(2, "0")).join(":"),
      notifiesLink ? "netlink_notify_msg" : undefined,
      linkGroup === undefined ? undefined : `group ${linkGroup}`,
    ]
      .filter((part) => part !== undefined)
      .join(" "),
};

type Refusal = Omit<Remark, "word">;

/** @param argument what stands behind `name` and `group` */
function readWord(word: Word, argument: Word | undefined, draft: Draft): Refusal | undefined {
  if (word.raw === "netlink_notify_msg") {
    draft.notifiesLink = true;
    return undefined;
  }
  if (word.raw === "group" && argument !== undefined) {
    draft.linkGroup = wordText(argument);
    return undefined;
  }
  if (word.raw.includes(":")) {
    const reading = readMac(wordText(word));
    if (reading.ok === true) draft.mac = reading.value;
    return reading.ok === false ? reading.refusal : undefined;
  }
  const name = word.raw === "name" && argument !== undefined ? argument : word;
  if (draft.interfaceName !== undefined) {
    const text = `'${wordText(name)}' is a second name; the first one, ${draft.interfaceName}, stays`;
    return { code: "value-invalid", text };
  }
  if (!isUsableName(name.raw)) {
    return {
      code: "value-invalid",
      text: `'${wordText(name)}' cannot be an interface's name; it is ignored`,
    };
  }
  draft.interfaceName = wordText(name);
  return undefined;
}

function readMac(text: string): Reading<readonly number[]> {
  const octets = text.split(":").slice(0, 6);
  const isHex = octets.every((octet) => /^[0-9a-fA-F]{1,2}$/.test(octet));
  if (octets.length < 5 || !isHex) {
    return refused("value-invalid", `'${text}' is no MAC address of 5 or 6 octets; it is ignored`);
  }
  const bytes = octets.map((octet) => Number.parseInt(octet, 16));
  if (((bytes[0] ?? 0) & 1) === 1) {
    return refused("value-invalid", `${text} is a multicast address; it is ignored`);
  }
  if (rfcPrefixes.some((prefix) => prefix.every((byte, index) => bytes[index] === byte))) {
    const said = `${text} is of the virtual routers' own addresses, which need not be written; it is ignored`;
    return refused("value-invalid", said);
  }
  return accepted(bytes);
}
