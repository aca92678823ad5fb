/** The frame that tells a link's hosts where an address is from now on: gratuitous ARP, or an unsolicited neighbour advertisement. */
import type { IpAddress } from "../values/address.ts";
import { encodeGratuitousArp } from "./arp.ts";
import { encodeNeighborAdvertisement } from "./neighbor-advertisement.ts";

/**
 * undefined on a link without Ethernet addresses, which has no neighbours to be told.
 * @param isRouter asked of IPv6 addresses only: whether the host forwards packets that come by this link
 */
export function encodeAddressAnnouncement(
  mac: readonly number[],
  address: IpAddress,
  isRouter: () => boolean,
): Uint8Array | undefined {
  if (mac.length !== 6) return undefined;
  return address.family === 4
    ? encodeGratuitousArp({ mac, address })
    : encodeNeighborAdvertisement({ mac, address, isRouter: isRouter() });
}
