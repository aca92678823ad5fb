/** Takes addresses of ours out of the kernel when the process that put them there is gone. */
import type { AddressRequest, InterfaceAddress, Routing } from "../ports/routing.ts";
import { addressesEqual } from "../values/address.ts";
import type { OwnedAddress } from "./messages.ts";

/** The IFA_PROTO value that marks addresses of a VRRP daemon; kernels before 5.18 report none. */
const vrrpProtocol = 18;

/** Removes those of `owned` that the kernel has and that are not marked as somebody else's; returns how many there were. */
export function removeOwned(owned: readonly OwnedAddress[], routing: Routing): number {
  if (owned.length === 0) return 0;
  const indexOf = new Map(routing.links().map((link) => [link.name, link.index]));
  const present = routing.addresses();
  const requests = owned.flatMap((one): AddressRequest[] => {
    const index = indexOf.get(one.interfaceName);
    const match = present.find((address) => address.interfaceIndex === index && isSame(address, one));
    return match === undefined || index === undefined ? [] : [{ ...match, interfaceIndex: index }];
  });
  return routing.removeAddresses(requests).filter((refusal) => refusal === undefined).length;
}

function isSame(present: InterfaceAddress, owned: OwnedAddress): boolean {
  const foreign =
    present.protocol !== undefined && present.protocol !== 0 && present.protocol !== vrrpProtocol;
  return !foreign && present.prefixLength === owned.prefixLength && addressesEqual(present.address, owned);
}

/** RFC 7600's dummy address: never on any interface. */
const dummy: OwnedAddress = { interfaceName: "lo", family: 4, bytes: [192, 0, 0, 8], prefixLength: 32 };

/**
 * Runs through a removal that removes nothing, so that its code is compiled when a dead process's addresses answer for
 * nobody and every millisecond counts.
 */
export function rehearseRemoval(routing: Routing): void {
  removeOwned([dummy], routing);
  const loopback = routing.links().find((link) => link.loopback);
  if (loopback === undefined) return;
  const { family, bytes, prefixLength } = dummy;
  routing.removeAddresses([
    { interfaceIndex: loopback.index, address: { family, bytes }, prefixLength, scope: 0 },
  ]);
}
