/** Values of options as ipvsadm reads them: numbers by strtol(3), addresses by inet_aton(3), names by this host's databases. */
import type { Protocol } from "../../config/model.ts";
import { type IpAddress, parseAddress } from "../../values/address.ts";

/** What this host calls addresses and ports. */
export interface NameResolver {
  /** The first IPv4 address of a host. */
  ipv4(host: string): IpAddress | undefined;
  port(service: string, protocol: Protocol): number | undefined;
}

/** Decimal, with leading blanks and a sign; undefined for anything else and outside of `least`..`most`. */
export function readNumber(text: string, least: number, most: number): number | undefined {
  if (!/^[\t\n\v\f\r ]*[+-]?[0-9]+$/.test(text)) return undefined;
  // Minus zero is zero.
  const number = Number(text) + 0;
  return number >= least && number <= most ? number : undefined;
}

const dottedPart = /^(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)$/;
const wholeAddress = 0x1_0000_0000;
const byteValues = 256;

/** `1.2.3.4`, `1.2.772`, `0x01020304`, `01.2.3.4`: one to four numbers, the last filling what is left; behind a blank anything. */
export function readInetAton(text: string): IpAddress | undefined {
  // What nearly all of them are, of which -R may read tens of thousands.
  const plain = text.includes(":") ? undefined : parseAddress(text);
  if (plain !== undefined) return plain;
  const numbers: number[] = [];
  for (const part of text.replace(/[\t\n\v\f\r ].*$/s, "").split(".")) {
    if (!dottedPart.test(part)) return undefined;
    numbers.push(Number(/^0[0-7]/.test(part) ? `0o${part}` : part));
  }
  const last = numbers.pop();
  if (last === undefined || numbers.length > 3 || numbers.some((number) => number >= byteValues))
    return undefined;
  if (last >= wholeAddress / byteValues ** numbers.length) return undefined;
  let value = last;
  for (const [index, number] of numbers.entries()) value += number * byteValues ** (3 - index);
  return { family: 4, bytes: [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff] };
}

export function readHost(text: string, names: NameResolver): IpAddress | undefined {
  return readInetAton(text) ?? (text === "" ? undefined : names.ipv4(text));
}

export interface Endpoint {
  readonly address: IpAddress;
  /** Absent where none was written. */
  readonly port?: number;
}

/** `host`, `host:port`, `[ipv6]:port`, `ipv6`. Without a protocol, ports have no names. */
export function readEndpoint(
  text: string,
  protocol: Protocol | undefined,
  names: NameResolver,
): Endpoint | undefined {
  // Every IPv6 address has two colons; with one only it is what nearly all are, HOST:PORT.
  const ipv6 = text.indexOf(":") === text.lastIndexOf(":") ? undefined : parseAddress(text);
  if (ipv6 !== undefined) return { address: ipv6 };
  // It takes a bare number for a port, and a port alone is no address.
  if (/^[0-9]+$/.test(text)) return undefined;
  const [, inside, behind = ""] = /^\[([^\]]*)\]:(.*)$/s.exec(text) ?? [];
  if (inside === undefined) return readIpv4Endpoint(text, protocol, names);
  const address = inside.includes(":") ? parseAddress(inside) : undefined;
  // Of what is no IPv6 address in brackets, only what they hold is read.
  if (address === undefined) return readIpv4Endpoint(inside, protocol, names);
  const port = readPort(behind, protocol, names);
  return port === undefined ? undefined : { address, port };
}

function readIpv4Endpoint(
  text: string,
  protocol: Protocol | undefined,
  names: NameResolver,
): Endpoint | undefined {
  const colon = text.indexOf(":");
  const address = readHost(colon < 0 ? text : text.slice(0, colon), names);
  if (address === undefined) return undefined;
  if (colon < 0) return { address };
  const port = readPort(text.slice(colon + 1), protocol, names);
  return port === undefined ? undefined : { address, port };
}

const mostPort = 65_535;

function readPort(text: string, protocol: Protocol | undefined, names: NameResolver): number | undefined {
  const number = readNumber(text, 0, mostPort);
  if (number !== undefined || protocol === undefined || text === "") return number;
  return names.port(text, protocol);
}
