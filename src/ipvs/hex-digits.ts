/** Hexadecimal digits as the kernel's files in /proc/net write them, in letters of either size. */

/** By character code: what the digit is worth, -1 where it is none. Codes from 256 on are not in it. */
export const hexDigits = Int8Array.from({ length: 256 }, (_, code) => {
  const digit = Number.parseInt(String.fromCharCode(code), 16);
  return Number.isNaN(digit) ? -1 : digit;
});
