/** An IP address, and an IP address with a port behind it. */
import { formatAddress, type IpAddress, parseAddress } from "../../values/address.ts";
import { wordText } from "../line.ts";
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

export const port = integer({ min: 1, max: 65_535 });

/** Port 0 is how an absent port is kept: every port of a persistent service. */
export interface AddressAndPort {
  readonly address: IpAddress;
  readonly port: number;
}

/** `<ip> [<port>]`; a written 0 counts as absent, as keepalived has it. */
export const addressAndPort: ValueForm<AddressAndPort> = {
  syntax: "<ip> [<port>]",
  wanted: `${wantedAddress}, and perhaps a port`,
  maxWords: 2,
  read(words, context) {
    const word = words[0];
    if (word === undefined) return missing(wantedAddress);
    // A prefix length behind the address is passed over, as keepalived does.
    const address = parseAddress(wordText(word).replace(/\/\d+$/, ""));
    if (address === undefined) return notAnAddress(wordText(word));
    const portWord = words[1];
    if (portWord === undefined || portWord.raw === "0") return accepted({ address, port: 0 });
    const reading = port.read([portWord], context);
    switch (reading.ok) {
      case true:
        return { ok: true, value: { address, port: reading.value }, remarks: reading.remarks };
      case false:
        return { ok: false, refusal: { ...reading.refusal, text: `port ${reading.refusal.text}`, word: 1 } };
      case "missing":
        return accepted({ address, port: 0 });
    }
  },
  print: ({ address, port: number }) =>
    number === 0 ? formatAddress(address) : `${formatAddress(address)} ${number}`,
};

export function notAnAddress<T>(text: string): Reading<T> {
  const colon = /^([\d.]+):(\d+)$/.exec(text);
  const hint = colon === null ? "" : `: put a blank between address and port ('${colon[1]} ${colon[2]}')`;
  return refused("value-invalid", `'${text}' is not an IP address${hint}`);
}
