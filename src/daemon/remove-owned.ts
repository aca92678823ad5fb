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
