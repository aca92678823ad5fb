/** Reads the kernel's connection table as /proc/net/ip_vs_conn writes it. */
import type { IpAddress } from "../../values/address.ts";
import type { IpvsConnection } from "./connection.ts";

export interface ConnectionTable {
  readonly connections: readonly IpvsConnection[];
  /** Lines that are not what the kernel writes, by number; the heading is line 1. */
  readonly unreadable: readonly number[];
}

const ipv4Digits = 8;
/** Eight groups of four digits with colons between them. */
const ipv6Characters = 39;
const portDigits = 4;
const columnsWithoutEngine = 8;

/** One step through the text, whatever its length. The first line is the heading. */
export function parseConnections(text: string): ConnectionTable {
  const connections: IpvsConnection[] = [];
  const unreadable: number[] = [];
  let number = 1;
  for (let start = endOfLine(text, 0) + 1; start < text.length; ) {
    const end = endOfLine(text, start);
    const connection = parseLine(text.slice(start, end));
    number++;
    if (connection !== undefined) connections.push(connection);
    else unreadable.push(number);
    start = end + 1;
  }
  return { connections, unreadable };
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end < 0 ? text.length : end;
}

/** An engine's data may hold anything but white space, so it ends the line. */
function parseLine(line: string): IpvsConnection | undefined {
  const words = line.split(" ").filter((word) => word !== "");
  const [protocol = "", from = "", fromPort = "", to = "", toPort = "", dest = "", destPort = ""] = words;
  const [state = "", expires = "", engine, data] = words.slice(columnsWithoutEngine - 1);
  const client = parseEndpoint(from, fromPort);
  const virtual = parseEndpoint(to, toPort);
  const server = parseEndpoint(dest, destPort);
  if (client === undefined || virtual === undefined || server === undefined || !/^\d{1,10}$/.test(expires)) {
    return undefined;
  }
  return {
    protocol,
    client,
    virtual,
    server,
    state,
    expiresS: Number(expires),
    ...(engine === undefined || data === undefined ? {} : { persistenceEngine: { name: engine, data } }),
  };
}

function parseEndpoint(address: string, port: string): IpvsConnection["client"] | undefined {
  const bytes = address.length === ipv4Digits ? parseIpv4(address) : parseIpv6(address);
  const number = port.length === portDigits ? hexadecimal(port, 0, portDigits) : -1;
  return bytes === undefined || number < 0 ? undefined : { address: bytes, port: number };
}

/** `0A090001`. */
function parseIpv4(text: string): IpAddress | undefined {
  const bytes: number[] = [];
  for (let at = 0; at < ipv4Digits; at += 2) {
    const byte = hexadecimal(text, at, 2);
    if (byte < 0) return undefined;
    bytes.push(byte);
  }
  return { family: 4, bytes };
}

/** `fd00:0000:0000:0000:0000:0000:0000:0001`: no group is left out or shortened. */
function parseIpv6(text: string): IpAddress | undefined {
  if (text.length !== ipv6Characters) return undefined;
  const bytes: number[] = [];
  for (let at = 0; at < ipv6Characters; at += 5) {
    const group = hexadecimal(text, at, 4);
    if (group < 0 || (at > 0 && text[at - 1] !== ":")) return undefined;
    bytes.push(group >> 8, group & 0xff);
  }
  return { family: 6, bytes };
}

/** -1 where one of the characters is no hexadecimal digit. */
function hexadecimal(text: string, start: number, digits: number): number {
  let value = 0;
  for (let at = start; at < start + digits; at++) {
    const code = text.charCodeAt(at);
    let digit: number;
    if (code >= 48 && code <= 57) digit = code - 48;
    else if (code >= 65 && code <= 70) digit = code - 55;
    else if (code >= 97 && code <= 102) digit = code - 87;
    else return -1;
    value = value * 16 + digit;
  }
  return value;
}
