/** One line of `virtual_ipaddress`: an address, its prefix length, and options behind it. */
import { formatAddress, type IpAddress, parseAddress } from "../../values/address.ts";
import { type Word, wordText } from "../line.ts";
import {
  accepted,
  missing,
  type ReadContext,
  type Reading,
  type Remark,
  refused,
  type ValueForm,
} from "./form.ts";
import { interfaceRemarks } from "./interface-name.ts";

export interface VirtualAddressLine {
  readonly address: IpAddress;
  readonly prefixLength: number;
  /** The instance's interface when absent. */
  readonly interfaceName?: string;
  /** rtnetlink scope number. */
  readonly scope: number;
  readonly label?: string;
  readonly broadcast?: IpAddress;
}

/** Scope names as iproute2 has them, with their numbers (rtnetlink(7)). */
const scopes: Readonly<Record<string, number>> = { global: 0, site: 200, link: 253, host: 254, nowhere: 255 };

/** Options that keepalived has and Vigil does not: how many words each takes behind it. */
const unsupportedOptions: Readonly<Record<string, number>> = {
  use_vmac: 0,
  peer: 1,
  home: 0,
  "-nodad": 0,
  mngtmpaddr: 0,
  noprefixroute: 0,
  autojoin: 0,
  no_track: 0,
  preferred_lft: 1,
};

/** Bytes of an address label without its terminating zero (IFNAMSIZ - 1). */
const LABEL_BYTES = 15;
const wanted = "an IP address, perhaps with /PREFIX, 'dev', 'scope', 'brd' or 'label' behind it";

/** What the options of a line have said so far. */
interface Options {
  interfaceName?: string;
  scope: number;
  label?: string;
  broadcast?: IpAddress;
  readonly remarks: Remark[];
}

export const virtualAddressLine: ValueForm<VirtualAddressLine> = {
  syntax: "<ip>[/<prefix>] [dev <interface>] [scope <scope>] [brd|broadcast <ip>|+|-] [label <label>]",
  wanted,
  maxWords: Number.POSITIVE_INFINITY,
  read(words, context) {
    const word = words[0];
    if (word === undefined) return missing(wanted);
    const [addressText = "", ...prefixParts] = wordText(word).split("/");
    const address = parseAddress(addressText);
    if (address === undefined) {
      return refused("value-invalid", `'${addressText}' is not an IP address, so this line adds none`);
    }
    const options: Options = { scope: 0, remarks: [] };
    const prefixLength = readPrefix(prefixParts.join("/"), address, options.remarks);
    const refusal = readOptions(words, address, prefixLength, options, context);
    if (refusal !== undefined) return refusal;
    const { remarks, ...settings } = options;
    return accepted({ address, prefixLength, ...settings }, ...remarks);
  },
  print: (value) => `${formatAddress(value.address)}/${value.prefixLength}`,
};

/** A prefix length that cannot be means the whole address, as when none is written. */
function readPrefix(text: string, address: IpAddress, remarks: Remark[]): number {
  const longest = address.family === 4 ? 32 : 128;
  if (text === "") return longest;
  if (/^\+?\d+$/.test(text) && Number(text) <= longest) return Number(text);
  const said = `prefix length '${text}' is not a number from 0 to ${longest}; it runs as /${longest}`;
  remarks.push({ code: "value-out-of-range", text: said, word: 0 });
  return longest;
}

function readOptions(
  words: readonly Word[],
  address: IpAddress,
  prefixLength: number,
  options: Options,
  context: ReadContext,
): Reading<VirtualAddressLine> | undefined {
  for (let index = 1; index < words.length; index++) {
    const option = words[index]?.raw ?? "";
    const skipped = unsupportedOptions[option];
    if (skipped !== undefined) {
      const said = `option '${option}' is known to keepalived but not supported yet: it has no effect`;
      options.remarks.push({ code: "option-unsupported", text: said, word: index, severity: "error" });
      index += skipped;
      continue;
    }
    if (!["dev", "scope", "brd", "broadcast", "label"].includes(option)) {
      const said = `'${option}' is no option of an address and is ignored; a second address needs its own line`;
      options.remarks.push({ code: "option-unknown", text: said, word: index });
      continue;
    }
    const argument = words[index + 1];
    if (argument === undefined) {
      // keepalived keeps the address when only the scope is missing.
      const text = `'${option}' has nothing behind it`;
      if (option !== "scope")
        return refused("argument-missing", `${text}, so this line adds no address`, index);
      options.remarks.push({ code: "argument-missing", text, word: index });
      continue;
    }
    index++;
    const refusal = readOption(option, argument, index, address, prefixLength, options, context);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function readOption(
  option: string,
  argument: Word,
  index: number,
  address: IpAddress,
  prefixLength: number,
  options: Options,
  context: ReadContext,
): Reading<VirtualAddressLine> | undefined {
  const text = wordText(argument);
  switch (option) {
    case "dev":
      options.interfaceName = text;
      options.remarks.push(...interfaceRemarks(text, context.host, index));
      return undefined;
    case "label":
      if (argument.raw.length > LABEL_BYTES) {
        const said = `label '${text}' is longer than ${LABEL_BYTES} bytes, so this line adds no address`;
        return refused("value-invalid", said, index);
      }
      options.label = text;
      return undefined;
    case "scope":
      readScope(text, index, options);
      return undefined;
    default:
      return readBroadcast(text, index, address, prefixLength, options);
  }
}

function readScope(text: string, index: number, options: Options): void {
  const number = /^\d+$/.test(text) ? Number(text) : scopes[text];
  if (number !== undefined && number <= 255) {
    options.scope = number;
    return;
  }
  const names = Object.keys(scopes).join(", ");
  const said = `'${text}' is no scope (${names}, or 0 to 255); it runs with scope global`;
  options.remarks.push({ code: "value-invalid", text: said, word: index });
}

/** `+` sets all host bits, `-` clears them (ip-address(8)); both need at least two of them. */
function readBroadcast(
  text: string,
  index: number,
  address: IpAddress,
  prefixLength: number,
  options: Options,
): Reading<VirtualAddressLine> | undefined {
  if (address.family === 6) {
    options.remarks.push({
      code: "value-invalid",
      text: "IPv6 has no broadcast; 'brd' is ignored",
      word: index,
    });
    return undefined;
  }
  if (text === "+" || text === "-") {
    if (prefixLength > 30) {
      const said = `/${prefixLength} leaves no room for a broadcast address; it runs without one`;
      options.remarks.push({ code: "value-invalid", text: said, word: index });
      return undefined;
    }
    options.broadcast = { family: 4, bytes: broadcastBytes(address.bytes, prefixLength, text === "+") };
    return undefined;
  }
  const broadcast = parseAddress(text);
  if (broadcast === undefined || broadcast.family !== 4) {
    return refused("value-invalid", `'${text}' is no broadcast address, so this line adds no address`, index);
  }
  options.broadcast = broadcast;
  return undefined;
}

function broadcastBytes(bytes: readonly number[], prefixLength: number, hostBits: boolean): number[] {
  return bytes.map((byte, index) => {
    const networkBits = Math.max(0, Math.min(8, prefixLength - index * 8));
    const hostMask = 0xff >> networkBits;
    return hostBits ? byte | hostMask : byte & ~hostMask & 0xff;
  });
}
