/** A network as an address and the number of its leading bits. */
import { type IpAddress, parseAddress } from "./address.ts";

export interface Prefix {
  readonly address: IpAddress;
  readonly length: number;
}

/** Reads `10.0.0.0/8`; an address alone is the network of itself. undefined when it is neither. */
export function parsePrefix(text: string): Prefix | undefined {
  const [, host = "", digits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const address = parseAddress(host);
  if (address === undefined) return undefined;
  const all = address.bytes.length * 8;
  const length = digits === undefined ? all : Number(digits);
  return length > all ? undefined : { address, length };
}

/** Whether the network has this address; one of the other family never. */
export function prefixContains({ address, length }: Prefix, other: IpAddress): boolean {
  if (address.family !== other.family) return false;
  return address.bytes.every((byte, index) => {
    const bits = Math.min(8, Math.max(0, length - index * 8));
    const mask = (0xff << (8 - bits)) & 0xff;
    return (byte & mask) === ((other.bytes[index] ?? 0) & mask);
  });
}
