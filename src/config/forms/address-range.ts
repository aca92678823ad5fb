/** One line of `virtual_server_group`: addresses with a port, or a firewall mark. */
import { formatAddress, type IpAddress, type IpFamily, parseAddress } from "../../values/address.ts";
import { assertNever } from "../../values/assert-never.ts";
import { parseArgument } from "../arguments.ts";
import { type Word, wordText } from "../line.ts";
import { notAnAddress, perhapsPort } from "./address.ts";
import { accepted, missing, type ReadContext, type Reading, refused, type ValueForm } from "./form.ts";
import { integer } from "./number.ts";

/** Port 0 is how an absent port is kept. */
export type GroupEntry =
  | { readonly kind: "range"; readonly first: IpAddress; readonly last: IpAddress; readonly port: number }
  | {
      readonly kind: "network";
      readonly address: IpAddress;
      readonly prefixLength: number;
      readonly port: number;
    }
  /** Without a family it takes that of the service. */
  | { readonly kind: "fwmark"; readonly mark: number; readonly family?: IpFamily };

type Addresses =
  | { readonly kind: "range"; readonly first: IpAddress; readonly last: IpAddress }
  | { readonly kind: "network"; readonly address: IpAddress; readonly prefixLength: number };

const wanted = "an address, a range like 10.0.0.1-10 or a network, with a port behind it, or 'fwmark NUMBER'";
const mark = integer({ min: 0, max: 0xffff_ffff, strict: true });

export const groupEntry: ValueForm<GroupEntry> = {
  syntax: "<ip>[-<last>|/<prefix>] [<port>] | fwmark <0..4294967295> [inet|inet6]",
  wanted,
  maxWords: 3,
  read(words, context) {
    const [first, second] = words;
    if (first === undefined) return missing(wanted);
    if (first.raw === "fwmark") return readMark(words, context);
    const addresses = readAddresses(wordText(first));
    if (addresses.ok !== true) return addresses;
    const reading = perhapsPort.read(second === undefined ? [] : [second], context);
    if (reading.ok !== true)
      return refused("value-invalid", `'${second === undefined ? "" : wordText(second)}' is no port`, 1);
    return accepted({ ...addresses.value, port: reading.value }, ...reading.remarks);
  },
  print: printGroupEntry,
};

function readMark(words: readonly Word[], context: ReadContext): Reading<GroupEntry> {
  const [, number, family] = words;
  const reading = mark.read(number === undefined ? [] : [number], context);
  if (reading.ok === false) return { ok: false, refusal: { ...reading.refusal, word: 1 } };
  if (reading.ok === "missing") {
    // keepalived ends its process where the number is not there.
    const exit = { daemon: 2, test: 2, aborts: true };
    const text = "nothing stands behind fwmark, and reading stops here";
    return { ok: false, refusal: { code: "argument-missing", severity: "fatal", exit, text, word: 0 } };
  }
  const entry = { kind: "fwmark", mark: reading.value } as const;
  if (family === undefined) return accepted(entry);
  if (family.raw === "inet") return accepted({ ...entry, family: 4 });
  if (family.raw === "inet6") return accepted({ ...entry, family: 6 });
  return refused("value-invalid", `'${wordText(family)}' is no address family (inet, inet6)`, 2);
}

function readAddresses(text: string): Reading<Addresses> {
  const parts = parseArgument("Range", text);
  const first = parts === undefined ? undefined : parseAddress(parts.address);
  if (parts === undefined || first === undefined) return notAnAddress(text);
  if (parts.prefix !== null) return readNetwork(first, parts.prefix);
  if (parts.last === null) return accepted({ kind: "range", first, last: first });
  return /[.:]/.test(parts.last) ? readLastAddress(first, parts.last) : readLastPart(first, parts.last);
}

function readNetwork(address: IpAddress, prefix: string): Reading<Addresses> {
  const bits = address.bytes.length * 8;
  const prefixLength = /^\+?\d+$/.test(prefix) ? Number(prefix) : 0;
  if (prefixLength < 1 || prefixLength > bits) {
    return refused("value-out-of-range", `'${prefix}' is no prefix length from 1 to ${bits}`);
  }
  if (hasHostBits(address, prefixLength)) {
    return refused(
      "value-invalid",
      `${formatAddress(address)} is not the first address of its /${prefixLength}`,
    );
  }
  return accepted({ kind: "network", address, prefixLength });
}

function hasHostBits({ bytes }: IpAddress, prefixLength: number): boolean {
  return bytes.some((byte, index) => {
    const networkBits = Math.max(0, Math.min(8, prefixLength - index * 8));
    return (byte & (0xff >> networkBits)) !== 0;
  });
}

function readLastAddress(first: IpAddress, text: string): Reading<Addresses> {
  const last = parseAddress(text);
  if (last === undefined || last.family !== first.family) {
    return refused("value-invalid", `'${text}' is no address of the family of ${formatAddress(first)}`);
  }
  if (isBefore(last, first)) return refusedOrder(first, text);
  return accepted({ kind: "range", first, last });
}

/** The number that takes the place of the address's last part: decimal in IPv4, hexadecimal in IPv6. */
function readLastPart(first: IpAddress, text: string): Reading<Addresses> {
  const { family, bytes } = first;
  const digits = family === 4 ? /^\+?(\d*)$/ : /^\+?(?:0x)?([\da-f]*)$/i;
  const largest = family === 4 ? 0xff : 0xffff;
  const written = digits.exec(text)?.[1];
  // Nothing counts as 0, which comes after no address.
  const value = written === undefined ? Number.NaN : Number.parseInt(written || "0", family === 4 ? 10 : 16);
  if (Number.isNaN(value)) return refused("value-invalid", `'${text}' is no end of a range of addresses`);
  if (value > largest) {
    return refused(
      "value-out-of-range",
      `the range's end '${text}' is larger than the last part of an address`,
    );
  }
  const lastBytes = family === 4 ? [value] : [value >> 8, value & 0xff];
  const last: IpAddress = { family, bytes: [...bytes.slice(0, -lastBytes.length), ...lastBytes] };
  return isBefore(first, last) ? accepted({ kind: "range", first, last }) : refusedOrder(first, text);
}

function refusedOrder(first: IpAddress, end: string): Reading<Addresses> {
  return refused("value-invalid", `the range's end '${end}' does not come after ${formatAddress(first)}`);
}

function isBefore(one: IpAddress, other: IpAddress): boolean {
  const index = one.bytes.findIndex((byte, at) => byte !== other.bytes[at]);
  return index !== -1 && (one.bytes[index] ?? 0) < (other.bytes[index] ?? 0);
}

export function printGroupEntry(entry: GroupEntry): string {
  switch (entry.kind) {
    case "fwmark":
      return `fwmark ${entry.mark}${entry.family === undefined ? "" : entry.family === 4 ? " inet" : " inet6"}`;
    case "network":
      return `${formatAddress(entry.address)}/${entry.prefixLength}${printPort(entry.port)}`;
    case "range": {
      const end = isBefore(entry.first, entry.last) ? `-${formatAddress(entry.last)}` : "";
      return `${formatAddress(entry.first)}${end}${printPort(entry.port)}`;
    }
    default:
      return assertNever(entry);
  }
}

function printPort(number: number): string {
  return number === 0 ? "" : ` ${number}`;
}
