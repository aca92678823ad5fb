/** The kernel's multiplicative hash, by which sh and dh find a bucket and lblc and lblcr keep their memory. */
import type { IpAddress } from "../../values/address.ts";

/** The golden ratio as 32 bits (2^32 divided by the square of phi): Linux 4.7 and later. */
const GOLDEN_RATIO = 0x61c88647;

/** IPv4 as a number; of IPv6 the exclusive or of its four words. Unsigned 32 bits. */
export function foldAddress({ bytes }: IpAddress): number {
  let folded = 0;
  for (let at = 0; at < bytes.length; at += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(at, at + 4);
    folded ^= (a << 24) | (b << 16) | (c << 8) | d;
  }
  return folded >>> 0;
}

/** The upper `bits` bits of the product. */
export function multiplicativeHash(value: number, bits: number): number {
  return Math.imul(value, GOLDEN_RATIO) >>> (32 - bits);
}
