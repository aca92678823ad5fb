/** A director that answers no ARP requests for its virtual addresses. */
import { findSetting, settingOf } from "../../config/block-node.ts";
import { interfaceKeyword } from "../../config/keywords/vrrp/identity.ts";
import { useIpvlan, useVmac } from "../../config/keywords/vrrp/vmac.ts";
import { formatAddress } from "../../values/address.ts";
import type { HostView } from "../host-view.ts";
import type { Rule } from "../rule.ts";
import { vipsOf, type WrittenVip } from "../services.ts";

/** Answers only to requests from the network that the address is in; of a single address nobody is. */
const SAME_NETWORK = 2;
/** Answers to none. */
const NEVER = 8;

export const hostArpIgnore: Rule = {
  id: "host/arp-ignore",
  level: "error",
  needs: "host",
  summary: "The kernel answers no ARP requests for a virtual address.",
  explanation:
    "arp_ignore says which ARP requests the kernel answers; the larger of the value for all and that for the interface counts. With 8 it answers none. " +
    "With 2 it answers only where the sender is in the network of the address, and an address without a prefix length is a network of its own, " +
    "so that nobody is. The virtual address is then on the MASTER and cannot be reached. Such values belong to real servers; a director wants 0 or 1.",
  bad: `vrrp_instance A {
    state BACKUP
    interface eth0
    virtual_router_id 87
    priority 100
    advert_int 1
    virtual_ipaddress {
        192.0.2.10/24
    }
}
`,
  good: `vrrp_instance A {
    state BACKUP
    interface eth0
    virtual_router_id 87
    priority 100
    advert_int 1
    virtual_ipaddress {
        192.0.2.10/24
    }
}
`,
  check({ tree, host }, report) {
    if (host === undefined) return;
    const said = new Set<string>();
    for (const vip of vipsOf(tree)) {
      const name = interfaceOf(vip);
      if (name === undefined || vip.address.family === 6 || said.has(name)) continue;
      const value = arpIgnore(host, name);
      if (value !== NEVER && !(value === SAME_NETWORK && vip.prefixLength === 32)) continue;
      said.add(name);
      const whom =
        value === NEVER
          ? "no ARP request"
          : "no ARP request for an address without its network's prefix length";
      const message = `${formatAddress(vip.address)} cannot be reached: arp_ignore is ${value} for ${name} on this host, which answers ${whom}`;
      report(vip.at, message, { remedy: `set net.ipv4.conf.all.arp_ignore and that of ${name} to 0 or 1` });
    }
  },
};

/** An interface that keepalived makes gets its settings from keepalived. */
function interfaceOf({ instance, interfaceName }: WrittenVip): string | undefined {
  if (findSetting(instance, useVmac) !== undefined || findSetting(instance, useIpvlan) !== undefined)
    return undefined;
  return interfaceName ?? settingOf(instance, interfaceKeyword);
}

function arpIgnore(host: HostView, name: string): number {
  const values = ["all", name].map((each) => host.sysctl(`net/ipv4/conf/${each}/arp_ignore`) ?? 0);
  return Math.max(...values);
}
