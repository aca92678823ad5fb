/** Addresses and ports as the kernel's files in /proc/net write them. */
import type { IpAddress } from "../values/address.ts";
import { hexDigits } from "./hex-digits.ts";

const ipv4Digits = 8;
/** Eight groups of four digits with colons between them. */
const ipv6Characters = 39;
const portDigits = 4;

/** `0A090001` and `0050`; undefined where it is none. */
export function parseProcEndpoint(
  address: string,
  port: string,
): { readonly address: IpAddress; readonly port: number } | undefined {
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
    const digit = hexDigits[text.charCodeAt(at)] ?? -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}
