/** Unicast peers that do not name each other. */
import { type BlockNode, spanOf } from "../../config/block-node.ts";
import { unicastPeerKeyword } from "../../config/keywords/vrrp/packets.ts";
import type { VrrpInstanceConfig } from "../../config/model.ts";
import { formatAddress } from "../../values/address.ts";
import type { NodeInstance } from "../pair/instances.ts";
import { everyTwoRule, onBoth } from "../pair/pair-findings.ts";
import { samplePair } from "../pair/sample.ts";

const unicast = (source: string, peer: string) =>
  `interface eth0\n    unicast_src_ip ${source}\n    unicast_peer {\n        ${peer}\n    }`;
const towardsEachOther = {
  both: [["interface eth0", unicast("192.0.2.1", "192.0.2.2")]],
  lvs02: [[unicast("192.0.2.1", "192.0.2.2"), unicast("192.0.2.2", "192.0.2.1")]],
} as const;

export const instanceUnicast = everyTwoRule(
  {
    id: "pair/unicast-peers",
    level: "error",
    summary: "The nodes do not send their advertisements to each other.",
    explanation:
      "With unicast_peer a node sends only to the addresses named there, and without it only to the multicast group. When one node sends " +
      "unicast and the other multicast, or when a node's unicast_src_ip is not among the other's peers, one of them hears nobody and " +
      "becomes a second MASTER. Name every other node in each node's unicast_peer.",
    remedy: "name each node's unicast_src_ip in the unicast_peer block of every other node",
    bad: samplePair({
      both: towardsEachOther.both,
      lvs02: [[unicast("192.0.2.1", "192.0.2.2"), unicast("192.0.2.2", "192.0.2.9")]],
    }),
    good: samplePair(towardsEachOther),
  },
  (pair) => {
    const { first, other } = pair;
    const [own, wanted] = [modeOf(other.config), modeOf(first.config)];
    const at = (block: BlockNode) => spanOf(block, unicastPeerKeyword);
    const { name } = other.config;
    if (own !== wanted) {
      return {
        at,
        message: `${name} sends ${onBoth(pair, own, wanted)}: they do not hear each other, both become MASTER`,
      };
    }
    const deaf = own === "multicast" ? undefined : (notNamed(first, other) ?? notNamed(other, first));
    return deaf === undefined ? undefined : { at, message: `${name}: ${deaf}` };
  },
);

const modeOf = ({ settings }: VrrpInstanceConfig) =>
  settings.unicastPeer.length > 0 ? "unicast" : "multicast";

/** What is wrong when the one does not send to the other; undefined where it does, or the other's address is not written. */
function notNamed(sender: NodeInstance, receiver: NodeInstance): string | undefined {
  const address = receiver.config.settings.unicastSrcIp;
  if (address === undefined) return undefined;
  const text = formatAddress(address);
  if (sender.config.settings.unicastPeer.some((peer) => formatAddress(peer.address) === text))
    return undefined;
  return `${text}, from which ${receiver.node.name} sends, is no unicast_peer of ${sender.node.name}: ${receiver.node.name} does not hear it and becomes MASTER, too`;
}
