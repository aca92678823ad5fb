/** The same `virtual_server` twice. */
import { valueOrDefault } from "../../config/block-node.ts";
import { serviceFamily } from "../../config/keywords/service/family.ts";
import { protocol } from "../../config/keywords/virtual-server.ts";
import type { Span } from "../../config/source.ts";
import { formatAddress } from "../../values/address.ts";
import type { Rule } from "../rule.ts";
import { addressesOfGroup, groupOf } from "../service-groups.ts";
import { nameOfService, type ServiceNode, servicesOf } from "../services.ts";
import type { Subject } from "../subject.ts";

export const serviceDuplicate: Rule = {
  id: "service/duplicate",
  level: "warning",
  summary: "Two virtual_server blocks are one service of the kernel.",
  explanation:
    "The kernel knows a service by address, port and protocol, or by its firewall mark. The second block changes nothing of the " +
    "service that the first one made, so its scheduler and persistence are lost; its servers join the pool of the first, and each " +
    "block checks, counts its quorum and removes servers as if the other were not there. Make one block of them.",
  bad: `virtual_server 192.0.2.10 80 {
    delay_loop 6
    lb_algo rr
    lb_kind DR
    protocol TCP
    real_server 192.0.2.21 80 {
        TCP_CHECK {
        }
    }
}

virtual_server 192.0.2.10 80 {
    delay_loop 6
    lb_algo wlc
    lb_kind DR
    protocol TCP
    real_server 192.0.2.22 80 {
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
    real_server 192.0.2.22 80 {
        TCP_CHECK {
        }
    }
}
`,
  check({ tree }, report) {
    const known = new Map<string, Span>();
    for (const service of servicesOf(tree)) {
      for (const { key, at } of keysOf(service, tree)) {
        const first = known.get(key);
        if (first === undefined) {
          known.set(key, at);
          continue;
        }
        const message = `${nameOfService(service)}: ${key} is a service already, so this block's scheduler and persistence are lost and its servers join the other's`;
        const remedy =
          "put the servers of both into one virtual_server, or correct the address, port or protocol";
        report(at, message, { remedy, related: [{ at: first, what: "the first one" }] });
      }
    }
  },
};

/** What the kernel knows it by; a group's ranges are not taken apart. */
function keysOf(
  service: ServiceNode,
  tree: Subject["tree"],
): readonly { readonly key: string; readonly at: Span }[] {
  const { head, at } = service;
  switch (head.kind) {
    case "address":
      return [
        { key: `${formatAddress(head.address)} port ${head.port} ${valueOrDefault(service, protocol)}`, at },
      ];
    case "fwmark":
      return [{ key: `mark ${head.mark} of IPv${serviceFamily(service) ?? 4}`, at }];
    case "group": {
      const group = groupOf(service, tree);
      if (group === undefined) return [];
      const transport = valueOrDefault(service, protocol);
      return addressesOfGroup(group).map(({ address, port, at: entryAt }) => ({
        key: `${formatAddress(address)} port ${port} ${transport}`,
        at: entryAt,
      }));
    }
  }
}
