/** Which of an interface's addresses the adverts carry as source. */
import type { InterfaceAddress } from "../ports/routing.ts";
import { addressesEqual, type IpAddress, type IpFamily } from "../values/address.ts";

/**
 * The current one while the interface still has it; otherwise the first primary address of the family, else the first at
 * all. Virtual addresses never count (`virtualAddresses`: those of all instances), since they come and go with MASTER.
 */
export function chooseSourceAddress(
  addresses: readonly InterfaceAddress[],
  interfaceIndex: number,
  family: IpFamily,
  virtualAddresses: readonly IpAddress[],
  current: IpAddress | undefined,
): IpAddress | undefined {
  const usable = addresses.filter(
    ({ interfaceIndex: index, address }) =>
      index === interfaceIndex &&
      address.family === family &&
      !virtualAddresses.some((virtual) => addressesEqual(virtual, address)),
  );
  const kept =
    current === undefined ? undefined : usable.find(({ address }) => addressesEqual(address, current));
  return (kept ?? usable.find(({ secondary }) => !secondary) ?? usable[0])?.address;
}
