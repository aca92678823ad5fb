/** A unicast peer that is the instance itself. */
import { childrenOf, entriesOf, settingOf } from "../../config/block-node.ts";
import { unicastPeerKeyword, unicastSrcIp } from "../../config/keywords/vrrp/packets.ts";
import { vrrpInstance } from "../../config/keywords/vrrp-instance.ts";
import { addressesEqual, formatAddress } from "../../values/address.ts";
import type { Rule } from "../rule.ts";
import { block, vrrpExample } from "../vrrp-example.ts";

const unicast = (...peers: string[]) => ["unicast_src_ip 192.0.2.1", ...block("unicast_peer", ...peers)];

export const vrrpOwnPeer: Rule = {
  id: "vrrp/own-peer",
  level: "error",
  summary: "An instance's own address is among its unicast peers.",
  explanation:
    "The node sends its advertisements to itself, and hears a router of its own priority and address. Where the same list was written on every node, the " +
    "other node's address may be missing as well. Each node names all the others and not itself.",
  bad: vrrpExample({ lines: unicast("192.0.2.1", "192.0.2.2") }),
  good: vrrpExample({ lines: unicast("192.0.2.2") }),
  check({ tree }, report) {
    for (const instance of childrenOf(tree, vrrpInstance)) {
      const own = settingOf(instance, unicastSrcIp);
      if (own === undefined) continue;
      for (const { value, at } of entriesOf(instance, unicastPeerKeyword)) {
        if (!addressesEqual(value.address, own)) continue;
        report(at, `${formatAddress(own)} is ${instance.head}'s own unicast_src_ip: it would hear itself`, {
          remedy: "name the other nodes only",
        });
      }
    }
  },
};
