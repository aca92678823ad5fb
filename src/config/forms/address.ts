/** An IP address, and an IP address with a port behind it. */
import { formatAddress, type IpAddress, parseAddress } from "../../values/address.ts";
import { type Word, wordText } from "../line.ts";
import { accepted, missing, type Reading, refused, type ValueForm } from "./form.ts";
import { integer } from "./number.ts";

const wantedAddress = "an IPv4 or IPv6 address";

export const ipAddress: ValueForm<IpAddress> = {
  syntax: "<ip>",
  wanted: wantedAddress,
  maxWords: 1,
  read(words) {
    const word = words[0];
    if (word === undefined) return missing(wantedAddress);
    const address = parseAddress(wordText(word));
    return address === undefined ? notAnAddress(wordText(word)) : accepted(address);
  },
  print: formatAddress,
};

/** An address; a prefix length, or the end of a range, behind it is passed over. */
export const addressWithSuffix: ValueForm<IpAddress> = {
  ...ipAddress,
  read([word]) {
    if (word === undefined) return missing(wantedAddress);
    const address = addressBeforeSuffix(wordText(word));
    return address === undefined ? notAnAddress(wordText(word)) : accepted(address);
  },
};

function addressBeforeSuffix(text: string): IpAddress | undefined {
  const suffixAt = text.indexOf(text.includes("-") ? "-" : "/");
  return parseAddress(suffixAt === -1 ? text : text.slice(0, suffixAt));
}

export const port = integer({ min: 1, max: 65_535 });

const noPort = accepted(0);

/** A port that may be absent, which is kept as 0; zeros and an empty word count as absent, as keepalived has it. */
export const perhapsPort: ValueForm<number> = {
  ...port,
  syntax: `[${port.syntax}]`,
  read(words, context) {
    const word = words[0];
    return word === undefined || /^0*$/.test(word.raw) ? noPort : port.read(words, context);
  },
};

/** Port 0 is how an absent port is kept: every port of a persistent service. */
export interface AddressAndPort {
  readonly address: IpAddress;
  readonly port: number;
}

const noWords: readonly Word[] = [];

/** `<ip> [<port>]` */
export const addressAndPort: ValueForm<AddressAndPort> = {
  syntax: "<ip> [<port>]",
  wanted: `${wantedAddress}, and perhaps a port`,
  maxWords: 2,
  read(words, context) {
    const word = words[0];
    if (word === undefined) return missing(wantedAddress);
    // A prefix length or the end of a range is passed over, as keepalived does.
    const address = addressBeforeSuffix(wordText(word));
    if (address === undefined) return notAnAddress(wordText(word));
    const portWord = words[1];
    const reading = perhapsPort.read(portWord === undefined ? noWords : [portWord], context);
    if (reading.ok === true) {
      return { ok: true, value: { address, port: reading.value }, remarks: reading.remarks };
    }
    if (reading.ok === "missing") return reading;
    return { ok: false, refusal: { ...reading.refusal, text: `port ${reading.refusal.text}`, word: 1 } };
  },
  print: ({ address, port: number }) =>
    number === 0 ? formatAddress(address) : `${formatAddress(address)} ${number}`,
};

export function notAnAddress<T>(text: string): Reading<T> {
  const colon = /^([\d.]+):(\d+)$/.exec(text);
  const hint = colon === null ? "" : `: put a blank between address and port ('${colon[1]} ${colon[2]}')`;
  return refused("value-invalid", `'${text}' is not an IP address${hint}`);
}
