/** The multicast address that advertisements go to. */
import { formatAddress, type IpAddress, type IpFamily, parseAddress } from "../../values/address.ts";
import { wordText } from "../line.ts";
import { accepted, missing, refused, type ValueForm } from "./form.ts";

export function multicastGroup(family: IpFamily): ValueForm<IpAddress> {
  const wanted = `an IPv${family} multicast address`;
  return {
    syntax: `<ipv${family} multicast>`,
    wanted,
    maxWords: 1,
    read([word]) {
      if (word === undefined) return missing(wanted);
      const text = wordText(word);
      const address = parseAddress(text.replace(/\/\d+$/, ""));
      if (address === undefined) return refused("value-invalid", `'${text}' is not an IP address`);
      if (address.family !== family)
        return refused("value-invalid", `${text} is not an IPv${family} address`);
      if (!isMulticast(address)) return refused("value-invalid", `${text} is not a multicast address`);
      return isLinkLocalScope(address) ? accepted(address) : accepted(address, notLinkLocal(text));
    },
    print: formatAddress,
  };
}

/** 224.0.0.0/4 and ff00::/8. */
export function isMulticast(address: IpAddress): boolean {
  const first = address.bytes[0] ?? 0;
  return address.family === 4 ? first >= 224 && first <= 239 : first === 0xff;
}

/** The scope is the low half of an IPv6 group's second byte (RFC 4291 2.7); of IPv4 keepalived asks nothing. */
export function isLinkLocalScope({ family, bytes }: IpAddress): boolean {
  return family === 4 || ((bytes[1] ?? 0) & 0x0f) === 2;
}

function notLinkLocal(text: string) {
  return {
    code: "value-adjusted",
    text: `${text} runs, but VRRP belongs on the link: write a group that begins with ff02`,
    word: 0,
    severity: "warning",
  } as const;
}
