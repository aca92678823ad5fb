/** The frames that tell a link's hosts where addresses are from now on. */
import type { HostChange } from "../realserver/change.ts";
import { findLink, type HostView } from "../realserver/host-view.ts";
import { encodeAddressAnnouncement } from "../wire/address-announcement.ts";

export interface Announcement {
  readonly interfaceName: string;
  readonly index: number;
  readonly frame: Uint8Array;
}

/**
 * One for each address that is added to a link with a MAC: a gratuitous ARP, or an unsolicited neighbour advertisement.
 * @param forwardsIpv6 whether the host is a router on that link, as it is now
 */
export function announcements(
  changes: readonly HostChange[],
  view: HostView,
  forwardsIpv6: (interfaceName: string) => boolean,
): readonly Announcement[] {
  return changes.flatMap((change) => {
    if (change.kind !== "add-address") return [];
    const { interfaceName, address } = change.address;
    const link = findLink(view, interfaceName);
    if (link === undefined || link.loopback) return [];
    const frame = encodeAddressAnnouncement(link.mac, address, () => forwardsIpv6(interfaceName));
    return frame === undefined ? [] : [{ interfaceName, index: link.index, frame }];
  });
}
