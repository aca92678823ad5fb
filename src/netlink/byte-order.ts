/** Netlink integers are in the host's byte order: which that is, and reading them without a DataView for each. */
export const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** Bytes beyond the end count as zero. */
export function hostU16(bytes: Uint8Array, offset: number): number {
  const first = bytes[offset] ?? 0;
  const second = bytes[offset + 1] ?? 0;
  return littleEndian ? first | (second << 8) : (first << 8) | second;
}

/** Bytes beyond the end count as zero. */
export function hostU32(bytes: Uint8Array, offset: number): number {
  const first = hostU16(bytes, offset);
  const second = hostU16(bytes, offset + 2);
  return (littleEndian ? first | (second << 16) : (first << 16) | second) >>> 0;
}
