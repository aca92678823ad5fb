/** The frames that tell a link's hosts where addresses are from now on. */
import type { HostChange } from "../realserver/change.ts";
import { findLink, type HostView } from "../realserver/host-view.ts";
import { encodeGratuitousArp } from "../wire/arp.ts";

export interface Announcement {
  readonly interfaceName: string;
  readonly index: number;
  readonly frame: Uint8Array;
}

/** One for each IPv4 address that is added to a link with a MAC. */
export function announcements(changes: readonly HostChange[], view: HostView): readonly Announcement[] {
  return changes.flatMap((change) => {
    if (change.kind !== "add-address" || change.address.address.family !== 4) return [];
    const { interfaceName, address } = change.address;
    const link = findLink(view, interfaceName);
    if (link === undefined || link.loopback || link.mac.length !== 6) return [];
    return [{ interfaceName, index: link.index, frame: encodeGratuitousArp({ mac: link.mac, address }) }];
  });
}
