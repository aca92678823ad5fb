/** A virtual address that two instances have. */

import type { ListEntry } from "../../config/block-node.ts";
import { type BlockNode, childrenOf, entriesOf } from "../../config/block-node.ts";
import { virtualIpaddress, virtualIpaddressExcluded } from "../../config/keywords/vrrp/addresses.ts";
import { vrrpInstance } from "../../config/keywords/vrrp-instance.ts";
import { formatAddress } from "../../values/address.ts";
import type { Rule } from "../rule.ts";
import { vrrpExample } from "../vrrp-example.ts";

const second = (address: string) => `vrrp_instance VI_2 {
    state BACKUP
    interface eth1
    virtual_router_id 88
    priority 100
    advert_int 1
    virtual_ipaddress {
        ${address}
    }
}
`;

export const vrrpAddressShared: Rule = {
  id: "vrrp/address-shared",
  level: "error",
  summary: "Two instances have the same virtual address.",
  explanation:
    "Each instance adds and removes the address by itself: when one of them leaves MASTER, the address is gone although the other still is. When the two are " +
    "MASTER on different nodes, both nodes answer for the address. An address belongs to one instance.",
  bad: vrrpExample({ below: second("192.0.2.10/24") }),
  good: vrrpExample({ below: second("198.51.100.10/24") }),
  check({ tree }, report) {
    const owners = new Map<string, { readonly instance: BlockNode; readonly entry: ListEntry }>();
    for (const instance of childrenOf(tree, vrrpInstance)) {
      for (const entry of [
        ...entriesOf(instance, virtualIpaddress),
        ...entriesOf(instance, virtualIpaddressExcluded),
      ]) {
        const address = formatAddress(entry.value.address);
        const owner = owners.get(address);
        if (owner === undefined) owners.set(address, { instance, entry });
        else if (owner.instance !== instance) {
          const message = `${address} is an address of ${owner.instance.head}, too: whichever instance stops being MASTER takes it from the other`;
          report(entry.at, message, {
            remedy: "leave the address to one instance",
            related: [{ at: owner.entry.at, what: `that of ${owner.instance.head}` }],
          });
        }
      }
    }
  },
};
