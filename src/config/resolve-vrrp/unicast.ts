/** Unicast and multicast: which of them an instance uses when both are written, or only half of one. */
import { findSetting, flagOf, spanOf } from "../block-node.ts";
import {
  checkUnicastSrc,
  mcastDstIp,
  oldUnicastChecksum,
  unicastFaultNoPeer,
  unicastPeerKeyword,
  unicastSrcIp,
} from "../keywords/vrrp/packets.ts";
import type { InstanceFacts } from "./instance-facts.ts";
import type { InstanceReport } from "./instance-report.ts";

/** Each of these makes an instance one that means unicast. */
const unicastKeywords = [unicastPeerKeyword, unicastSrcIp, checkUnicastSrc, oldUnicastChecksum];

export function checkUnicast({ block, hasPeers }: InstanceFacts, report: InstanceReport): void {
  if (hasPeers) {
    if (findSetting(block, mcastDstIp) !== undefined) {
      const text = "mcast_dst_ip is without effect beside unicast_peer";
      report.sayError("option-unsupported", spanOf(block, mcastDstIp), text);
    }
    return;
  }
  const written = unicastKeywords.find((keyword) => findSetting(block, keyword) !== undefined);
  if (written === undefined || flagOf(block, unicastFaultNoPeer)) return;
  const text =
    written === unicastPeerKeyword
      ? "unicast_peer names no usable peer, so it uses multicast: write the peers, or remove unicast_peer"
      : `${written.name} is written and no unicast_peer, so it uses multicast: write unicast_peer, or remove ${written.name}`;
  report.sayError("option-unsupported", spanOf(block, written), text);
}
