/** Which clients persistence takes for one: an IPv4 mask as a prefix's length, or as it is where it is none. */
import type { IpvsServiceSettings } from "./table.ts";

const addressBits = 32;

/** The 4 bytes of a mask. */
export function persistenceOfMask(
  mask: readonly number[],
): Pick<IpvsServiceSettings, "persistencePrefixLength" | "persistenceMask"> {
  const bits = mask.map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const length = /^1*/.exec(bits)?.[0].length ?? 0;
  if (length === addressBits) return {};
  return bits.includes("1", length) ? { persistenceMask: mask } : { persistencePrefixLength: length };
}
