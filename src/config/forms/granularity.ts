/** How clients are grouped for persistence: an IPv4 netmask, or the length of an IPv6 prefix. */
import { formatAddress, type IpAddress, type IpFamily } from "../../values/address.ts";
import { wordText } from "../line.ts";
import { accepted, missing, type Reading, refused, type ValueForm } from "./form.ts";

export type Granularity =
  | { readonly family: 4; readonly netmask: IpAddress }
  | { readonly family: 6; readonly prefixLength: number }
  /** A word without a dot, which the family of the service makes the one or the other. */
  | { readonly family: undefined; readonly word: string };

const wanted = "a netmask like 255.255.255.0 for IPv4, a prefix length from 1 to 128 for IPv6";

export const granularity: ValueForm<Granularity> = {
  syntax: "<netmask>|<1..128>",
  range: { min: 1, max: 128 },
  wanted,
  maxWords: 1,
  read([word]) {
    if (word === undefined) return missing(wanted);
    return accepted({ family: undefined, word: wordText(word) });
  },
  print(value) {
    if (value.family === 4) return formatAddress(value.netmask);
    return value.family === 6 ? String(value.prefixLength) : value.word;
  },
};

/** What the word means to a service of this family; where that is still open, a dot makes it IPv4. */
export function granularityFor(word: string, family: IpFamily | undefined): Reading<Granularity> {
  if ((family ?? (word.includes(".") ? 4 : 6)) === 6) {
    const prefixLength = /^\s*\+?\d+$/.test(word) ? Number(word) : 0;
    if (prefixLength >= 1 && prefixLength <= 128) return accepted({ family: 6, prefixLength });
    return refused("value-invalid", `'${word}' is no prefix length of IPv6 (1 to 128)`);
  }
  const netmask = addressOfNumbers(word);
  if (netmask === undefined) return refused("value-invalid", `'${word}' is no netmask of IPv4`);
  if (isNetmask(netmask)) return accepted({ family: 4, netmask });
  const text = `'${word}' is the netmask ${formatAddress(netmask)} to keepalived, which groups hardly what is meant: write one like 255.255.255.0`;
  return accepted({ family: 4, netmask }, { code: "value-adjusted", text, word: 0, severity: "hint" });
}

/** inet_aton(3): up to four numbers, decimal, octal or hexadecimal; the last one fills all bytes that are left. */
function addressOfNumbers(text: string): IpAddress | undefined {
  const parts = text.split(".");
  const numbers = parts.map((part) =>
    /^(0[xX][\da-fA-F]+|0[0-7]*|[1-9]\d*)$/.test(part)
      ? Number(part.replace(/^0(?=[0-7])/, "0o"))
      : Number.NaN,
  );
  const last = numbers.pop() ?? Number.NaN;
  const left = 4 - numbers.length;
  if (left < 1 || !(last < 256 ** left) || !numbers.every((number) => number < 256)) return undefined;
  const lastBytes = Array.from(
    { length: left },
    (_, index) => Math.floor(last / 256 ** (left - 1 - index)) % 256,
  );
  return { family: 4, bytes: [...numbers, ...lastBytes] };
}

/** Ones, then zeros. */
function isNetmask({ bytes }: IpAddress): boolean {
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return /^1+0*$/.test(bits);
}
