/** Virtual addresses without a prefix length. */
import { childrenOf, entriesOf } from "../../config/block-node.ts";
import { virtualIpaddress, virtualIpaddressExcluded } from "../../config/keywords/vrrp/addresses.ts";
import { vrrpInstance } from "../../config/keywords/vrrp-instance.ts";
import type { Rule } from "../rule.ts";
import { vrrpExample } from "../vrrp-example.ts";

export const vrrpAddressWithoutPrefix: Rule = {
  id: "vrrp/address-without-prefix",
  level: "info",
  summary: "A virtual address has no prefix length.",
  explanation:
    "Without a prefix length an address is added as /32, for IPv6 as /128. That is right where the interface has an address of the network " +
    "already, which is the usual case; it is a surprise where the virtual address is to bring the route to its network. Write the prefix " +
    "length that is meant.",
  bad: vrrpExample({ addresses: ["192.0.2.10"] }),
  good: vrrpExample({ addresses: ["192.0.2.10/32"] }),
  check({ tree }, report) {
    for (const instance of childrenOf(tree, vrrpInstance)) {
      for (const list of [virtualIpaddress, virtualIpaddressExcluded]) {
        for (const { value, at } of entriesOf(instance, list)) {
          if (/^[^\s/]+\//.test(at.source.text.slice(at.start, at.end))) continue;
          const length = value.prefixLength;
          report(at, `no prefix length is written: the address is added as /${length}`, {
            remedy: `write /${length}, or the length of its network`,
          });
        }
      }
    }
  },
};
