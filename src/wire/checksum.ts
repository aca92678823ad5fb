/** The Internet checksum (RFC 1071) that VRRP shares with IP. */

/**
 * One's complement of the one's complement sum of 16-bit words, over the first `length` bytes (at most 64 KiB, an even
 * number); 0 over data that contains its own right checksum.
 */
export function internetChecksum(bytes: Uint8Array, length = bytes.length): number {
  let sum = 0;
  for (let i = 0; i < length; i += 2) sum += ((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
