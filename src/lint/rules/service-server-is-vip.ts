/** A `real_server` whose address the director has itself. */
import { settingOf, valueOrDefault } from "../../config/block-node.ts";
import { lbKind, realServerMethod } from "../../config/keywords/service/forwarding.ts";
import { addressesEqual, formatAddress } from "../../values/address.ts";
import type { Rule } from "../rule.ts";
import {
  nameOfServer,
  portOfService,
  type ServerNode,
  type ServiceNode,
  serversOf,
  servicesOf,
  vipsOf,
} from "../services.ts";

export const serviceServerIsVip: Rule = {
  id: "service/server-is-vip",
  level: "error",
  summary: "A real_server has the virtual address.",
  explanation:
    "The MASTER has the virtual address, so a server of this address is the director itself: the packets are handed to its own " +
    "programs instead of a server, and its checks ask the director, too, so that they tell nothing of a server. With the " +
    "service's own address and port nothing is balanced at all. Write the servers' own addresses; with DR and TUN they have the " +
    "virtual address on their loopback interface besides. A server of another instance's address is only warned of.",
  bad: `virtual_server 192.0.2.10 80 {
    delay_loop 6
    lb_algo rr
    lb_kind DR
    protocol TCP
    real_server 192.0.2.10 80 {
        TCP_CHECK {
        }
    }
}
`,
  good: `virtual_server 192.0.2.10 80 {
    delay_loop 6
    lb_algo rr
    lb_kind DR
    protocol TCP
    real_server 192.0.2.21 80 {
        TCP_CHECK {
        }
    }
}
`,
  check({ tree }, report) {
    const vips = new Map(vipsOf(tree).map((vip) => [formatAddress(vip.address), vip]));
    const remedy = "write the server's own address";
    for (const service of servicesOf(tree)) {
      for (const server of serversOf(service)) {
        if (isServiceItself(server, service)) {
          const message = `${nameOfServer(server)} is the service's own address: the director gets the packets itself and no server does`;
          report(server.at, message, { remedy });
          continue;
        }
        const vip = vips.size === 0 ? undefined : vips.get(formatAddress(server.head.address));
        if (vip === undefined) continue;
        const message = `${nameOfServer(server)} has a virtual address of vrrp_instance ${vip.instance.head}: on its MASTER the packets go to the director's own programs`;
        const related = [{ at: vip.at, what: "the virtual address" }];
        report(server.at, message, { remedy, related, level: "warning" });
      }
    }
  },
};

/** With NAT and another port it may be meant: the director serves, too. */
function isServiceItself(server: ServerNode, service: ServiceNode): boolean {
  if (service.head.kind !== "address" || !addressesEqual(service.head.address, server.head.address))
    return false;
  const { method } = settingOf(server, realServerMethod) ?? valueOrDefault(service, lbKind);
  const { port } = server.head;
  return method !== "NAT" || port === 0 || port === portOfService(service);
}
