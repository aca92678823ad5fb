/** When two virtual addresses are the same to the kernel, and when they are the same in everything. */
import type { VirtualAddress } from "../config/model.ts";
import { addressesEqual } from "../values/address.ts";

/**
 * The kernel tells IPv4 addresses apart by these three, and IPv6 addresses without the prefix length: adding one that is
 * there already is EEXIST.
 */
export function sameVirtualAddress(a: VirtualAddress, b: VirtualAddress): boolean {
  return (
    a.interfaceName === b.interfaceName &&
    (a.address.family === 6 || a.prefixLength === b.prefixLength) &&
    addressesEqual(a.address, b.address)
  );
}

/** Equal in everything that the kernel is told; where it was written does not count. */
export function equalVirtualAddress(a: VirtualAddress, b: VirtualAddress): boolean {
  const sameBroadcast =
    a.broadcast === undefined || b.broadcast === undefined
      ? a.broadcast === b.broadcast
      : addressesEqual(a.broadcast, b.broadcast);
  return (
    sameVirtualAddress(a, b) &&
    a.prefixLength === b.prefixLength &&
    a.scope === b.scope &&
    a.label === b.label &&
    sameBroadcast
  );
}
