/** The kernel's default routes over rtnetlink. */
import { NetlinkError } from "../netlink/netlink-error.ts";
import { decodeDefaultRoute, RTM_GETROUTE, writeRouteDump } from "../netlink/route.ts";
import { NetlinkSession } from "../netlink/session.ts";
import type { DefaultRoute, Routes } from "../ports/routes.ts";
import { NETLINK_ROUTE, NetlinkSocket } from "./netlink-socket.ts";

/** Throws an Error with `code` where the exchange fails. */
export class LinuxRoutes implements Routes {
  defaultRoutes(): readonly DefaultRoute[] {
    const session = new NetlinkSession(new NetlinkSocket(NETLINK_ROUTE));
    try {
      return session.dump(RTM_GETROUTE, writeRouteDump).flatMap((message) => {
        const route = decodeDefaultRoute(message.payload);
        if (route === undefined) return [];
        if ("reason" in route) throw new NetlinkError("EBADMSG", route.reason);
        return [route.value];
      });
    } finally {
      session.close();
    }
  }
}
