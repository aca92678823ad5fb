/** Addresses that follow each other. */
import type { IpAddress } from "./address.ts";

/** Both ends are part of it. */
export interface AddressRange {
  readonly first: IpAddress;
  readonly last: IpAddress;
}

/** All addresses of a network, its first and its last too. */
export function rangeOfNetwork(first: IpAddress, prefixLength: number): AddressRange {
  const bits = first.bytes.length * 8;
  return { first, last: addressOf(first, numberOf(first) + (1n << BigInt(bits - prefixLength)) - 1n) };
}

export function countAddresses({ first, last }: AddressRange): bigint {
  return numberOf(last) - numberOf(first) + 1n;
}

/** From the first to the last; the caller has made sure that there are not too many. */
export function addressesIn({ first, last }: AddressRange): readonly IpAddress[] {
  const start = numberOf(first);
  const count = Number(numberOf(last) - start) + 1;
  return Array.from({ length: count }, (_, index) => addressOf(first, start + BigInt(index)));
}

function numberOf({ bytes }: IpAddress): bigint {
  return bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
}

function addressOf({ family, bytes: { length } }: IpAddress, number: bigint): IpAddress {
  const byteAt = (index: number) => Number((number >> BigInt(8 * (length - 1 - index))) & 0xffn);
  return { family, bytes: Array.from({ length }, (_, index) => byteAt(index)) };
}
