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
import { integer } from "./number.ts";

export interface VirtualAddressLine {
  readonly address: IpAddress;
  readonly prefixLength: number;
  /** The instance's interface when absent. */
  readonly interfaceName?: string;
  /** rtnetlink scope number. */
  readonly scope: number;
  readonly label?: string;
  readonly broadcast?: IpAddress;
  /** The other end of a point-to-point address. */
  readonly peer?: IpAddress;
  /** Seconds until an IPv6 address is deprecated. */
  readonly preferredLifetimeS?: number | "forever";
  readonly flags: readonly AddressFlag[];
  /** Of static addresses. */
  readonly trackGroup?: string;
}

/** Options of one word; those with the names of ip-address(8) mean what they mean there. */
const addressFlags = [
  "use_vmac",
  "home",
  "-nodad",
  "mngtmpaddr",
  "noprefixroute",
  "autojoin",
  "no_track",
] as const;
export type AddressFlag = (typeof addressFlags)[number];

/** Scope names as iproute2 has them, with their numbers (rtnetlink(7)). */
const scopes: Readonly<Record<string, number>> = { global: 0, site: 200, link: 253, host: 254, nowhere: 255 };

/** Options with a word behind them; without it the line is refused, save for `scope`. */
const argumentOptions: readonly string[] = [
  "dev",
  "scope",
  "brd",
  "broadcast",
  "label",
  "peer",
  "preferred_lft",
];

/** Bytes of an address label without its terminating zero (IFNAMSIZ - 1). */
const LABEL_BYTES = 15;
const wanted = "an IP address, perhaps with /PREFIX, 'dev', 'scope', 'brd' or 'label' behind it";

/** What the options of a line have said so far. */
interface Options {
  interfaceName?: string;
  scope: number;
  label?: string;
  broadcast?: IpAddress;
  peer?: IpAddress;
  preferredLifetimeS?: number | "forever";
  trackGroup?: string;
  readonly flags: AddressFlag[];
  readonly remarks: Remark[];
}

/** What the options of a line belong to. */
interface Target {
  readonly address: IpAddress;
  readonly prefixLength: number;
  readonly prefixWritten: boolean;
  readonly takesTrackGroup: boolean;
}

/** An address of an instance. */
export const virtualAddressLine = addressLine(false);
/** An address that is there all the time, whose loss `track_group` may tell instances of. */
export const staticAddressLine = addressLine(true);

function addressLine(takesTrackGroup: boolean): ValueForm<VirtualAddressLine> {
  const options =
    "[dev <interface>] [scope <scope>] [brd|broadcast <ip>|+|-] [label <label>] [peer <ip>] " +
    `[preferred_lft <seconds>|forever] [${addressFlags.filter((flag) => flag !== "use_vmac" || !takesTrackGroup).join("] [")}]`;
  return {
    syntax: `<ip>[/<prefix>] ${options}${takesTrackGroup ? " [track_group <name>]" : ""}`,
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
      const options: Options = { scope: 0, flags: [], remarks: [] };
      const prefixLength = readPrefix(prefixParts.join("/"), address, options.remarks);
      const target = { address, prefixLength, prefixWritten: prefixParts.length > 0, takesTrackGroup };
      const refusal = readOptions(words, target, options, context);
      if (refusal !== undefined) return refusal;
      const { remarks, ...settings } = options;
      return accepted({ address, prefixLength, ...settings }, ...remarks);
    },
    print: (value) => `${formatAddress(value.address)}/${value.prefixLength}`,
  };
}

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
  target: Target,
  options: Options,
  context: ReadContext,
): Reading<VirtualAddressLine> | undefined {
  for (let index = 1; index < words.length; index++) {
    const option = words[index]?.raw ?? "";
    const flag = addressFlags.find((candidate) => candidate === option);
    // There is no instance whose interface a static address could be on.
    if (flag !== undefined && !(flag === "use_vmac" && target.takesTrackGroup)) {
      options.flags.push(flag);
      options.remarks.push(withoutEffect(option, index));
      continue;
    }
    if (!argumentOptions.includes(option) && !(option === "track_group" && target.takesTrackGroup)) {
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
    const refusal = readOption(option, argument, index, target, options, context);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function withoutEffect(option: string, word: number): Remark {
  return {
    code: "keyword-without-effect",
    text: `option '${option}' has no effect yet`,
    word,
    severity: "hint",
  };
}

function readOption(
  option: string,
  argument: Word,
  index: number,
  target: Target,
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
      return readLabel(argument, index, target, options);
    case "scope":
      readScope(text, index, options);
      return undefined;
    case "peer":
      readPeer(text, index, target, options);
      return undefined;
    case "preferred_lft":
      readLifetime(argument, index, options, context);
      return undefined;
    case "track_group":
      options.trackGroup = text;
      return undefined;
    default:
      return readBroadcast(text, index, target, options);
  }
}

function readLabel(
  argument: Word,
  index: number,
  { address }: Target,
  options: Options,
): Reading<VirtualAddressLine> | undefined {
  const text = wordText(argument);
  if (address.family === 6) {
    const said = "IPv6 addresses have no labels; 'label' is ignored";
    options.remarks.push({ code: "value-invalid", text: said, word: index });
    return undefined;
  }
  if (argument.raw.length > LABEL_BYTES) {
    const said = `label '${text}' is longer than ${LABEL_BYTES} bytes, so this line adds no address`;
    return refused("value-invalid", said, index);
  }
  options.label = text;
  return undefined;
}

/** A peer takes the place of the network that a prefix length names. */
function readPeer(text: string, index: number, target: Target, options: Options): void {
  const peer = parseAddress(text);
  const reason =
    peer === undefined
      ? `'${text}' is not an IP address`
      : peer.family !== target.address.family
        ? `${text} is not of the address's family`
        : target.prefixWritten
          ? "an address with a prefix length has no peer"
          : undefined;
  if (peer === undefined || reason !== undefined) {
    options.remarks.push({ code: "value-invalid", text: `${reason}; 'peer' is ignored`, word: index });
    return;
  }
  options.peer = peer;
}

const lifetime = integer({ min: 0, max: 4_294_967_295, unit: "s" });

function readLifetime(argument: Word, index: number, options: Options, context: ReadContext): void {
  if (argument.raw === "forever") {
    options.preferredLifetimeS = "forever";
    return;
  }
  const reading = lifetime.read([argument], context);
  if (reading.ok === true) {
    options.preferredLifetimeS = reading.value;
    options.remarks.push(withoutEffect("preferred_lft", index));
  } else if (reading.ok === false) {
    const text = `preferred_lft ${reading.refusal.text}; it is ignored`;
    options.remarks.push({ ...reading.refusal, text, word: index });
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
  { address, prefixLength }: Target,
  options: Options,
): Reading<VirtualAddressLine> | undefined {
  if (address.family === 6) {
    return refused("value-invalid", "IPv6 has no broadcast, so this line adds no address", index);
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
