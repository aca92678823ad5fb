/** The kernel's links and addresses over rtnetlink: asking, changing, listening. */
import { readFileSync } from "node:fs";
import {
  decodeInterfaceAddress,
  RTM_GETADDR,
  writeAddAddress,
  writeAddressDump,
  writeRemoveAddress,
} from "../netlink/interface-address.ts";
import { decodeLink, RTM_GETLINK, writeLinkDump } from "../netlink/link.ts";
import { NetlinkError } from "../netlink/netlink-error.ts";
import {
  decodeNotifications,
  RTNLGRP_IPV4_IFADDR,
  RTNLGRP_IPV6_IFADDR,
  RTNLGRP_LINK,
} from "../netlink/notification.ts";
import { NetlinkSession } from "../netlink/session.ts";
import type { MessageWriter } from "../netlink/writer.ts";
import type {
  AddressRequest,
  InterfaceAddress,
  KernelRefusal,
  Link,
  Routing,
  RoutingEvent,
  RoutingMonitor,
} from "../ports/routing.ts";
import { NETLINK_ROUTE, NetlinkMonitor, NetlinkSocket } from "./netlink-socket.ts";

/** Every method throws an Error with `code` where the exchange itself fails; refused changes are answers, not errors. */
export class LinuxRouting implements Routing {
  readonly #session = new NetlinkSession(new NetlinkSocket(NETLINK_ROUTE));

  links(): readonly Link[] {
    return this.#dump(RTM_GETLINK, writeLinkDump, decodeLink);
  }

  addresses(): readonly InterfaceAddress[] {
    return this.#dump(RTM_GETADDR, writeAddressDump, decodeInterfaceAddress);
  }

  forwardsIpv6(interfaceName: string): boolean {
    try {
      // rtnetlink tells it of all links at once only; a link's name has no slash.
      return readFileSync(`/proc/sys/net/ipv6/conf/${interfaceName}/forwarding`, "latin1").trim() !== "0";
    } catch {
      return false;
    }
  }

  addAddresses(requests: readonly AddressRequest[]): readonly (KernelRefusal | undefined)[] {
    return this.#batch(requests, writeAddAddress);
  }

  removeAddresses(requests: readonly AddressRequest[]): readonly (KernelRefusal | undefined)[] {
    return this.#batch(requests, writeRemoveAddress);
  }

  close(): void {
    this.#session.close();
  }

  #dump<T>(
    type: number,
    write: (writer: MessageWriter) => void,
    decode: (payload: Uint8Array) => { readonly value: T } | { readonly reason: string } | undefined,
  ): readonly T[] {
    const found: T[] = [];
    for (const message of this.#session.dump(type, write)) {
      const decoded = decode(message.payload);
      if (decoded === undefined) continue;
      if ("reason" in decoded) throw new NetlinkError("EBADMSG", decoded.reason);
      found.push(decoded.value);
    }
    return found;
  }

  #batch(
    requests: readonly AddressRequest[],
    write: (writer: MessageWriter, request: AddressRequest) => void,
  ): readonly (KernelRefusal | undefined)[] {
    return this.#session.batch(requests, write);
  }
}

/** Links and addresses of both families, as they change in this network namespace. */
export class LinuxRoutingMonitor implements RoutingMonitor {
  readonly #monitor = new NetlinkMonitor(NETLINK_ROUTE, [
    RTNLGRP_LINK,
    RTNLGRP_IPV4_IFADDR,
    RTNLGRP_IPV6_IFADDR,
  ]);

  onReadable(listener: () => void): void {
    this.#monitor.onReadable(listener);
  }

  /** When announcements were lost, `resync` comes last: what is read then is newer than every event before it. */
  drain(onEvent: (event: RoutingEvent) => void): void {
    const outcome = this.#monitor.drain((datagram) => {
      for (const event of decodeNotifications(datagram)) onEvent(event);
    });
    if (outcome === "overrun") onEvent({ kind: "resync" });
  }

  close(): void {
    this.#monitor.close();
  }
}

/** Both belong to the network namespace that the process is in when they are opened. */
export function openRouting(): LinuxRouting {
  return new LinuxRouting();
}

export function openRoutingMonitor(): LinuxRoutingMonitor {
  return new LinuxRoutingMonitor();
}
