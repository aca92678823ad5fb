/** What rtnetlink's multicast groups announce, as the events of the routing port. */
import type { RoutingEvent } from "../ports/routing.ts";
import { decodeInterfaceAddress, RTM_DELADDR, RTM_NEWADDR } from "./interface-address.ts";
import { decodeLink, RTM_DELLINK, RTM_NEWLINK } from "./link.ts";
import { type NetlinkMessage, parseMessages } from "./message.ts";

/** rtnetlink groups (linux/rtnetlink.h) that announce links and addresses. */
export const RTNLGRP_LINK = 1;
export const RTNLGRP_IPV4_IFADDR = 5;
export const RTNLGRP_IPV6_IFADDR = 9;

const resync: RoutingEvent = { kind: "resync" };

/** The events of one datagram; what cannot be read becomes a resync, for it may have been anything. */
export function decodeNotifications(datagram: Uint8Array): readonly RoutingEvent[] {
  const messages = parseMessages(datagram);
  if ("reason" in messages) return [resync];
  return messages.value.flatMap((message) => decodeNotification(message) ?? []);
}

function decodeNotification(message: NetlinkMessage): RoutingEvent | undefined {
  switch (message.type) {
    case RTM_NEWLINK:
    case RTM_DELLINK: {
      const link = decodeLink(message.payload);
      if (link === undefined) return undefined;
      if ("reason" in link) return resync;
      if (message.type === RTM_NEWLINK) return { kind: "link", link: link.value };
      return { kind: "link-gone", index: link.value.index };
    }
    case RTM_NEWADDR:
    case RTM_DELADDR: {
      const address = decodeInterfaceAddress(message.payload);
      if (address === undefined) return undefined;
      if ("reason" in address) return resync;
      return { kind: message.type === RTM_NEWADDR ? "address" : "address-gone", address: address.value };
    }
    default:
      return undefined;
  }
}
