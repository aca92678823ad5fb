/** What the closing brace of a `vrrp_instance` shows: settings that only work beside others. */
import { type BlockNode, entriesOf, findSetting, flagOf, settingOf, setValue } from "../../block-node.ts";
import type { Scope } from "../../scope.ts";
import type { Span } from "../../source.ts";
import { unicastPeerKeyword, unicastTtl } from "./packets.ts";
import { useIpvlan, useVmac, vmacXmitBase } from "./vmac.ts";

export function closeInstance(node: BlockNode<string>, scope: Scope, at: Span): "keep" {
  const hasPeers = entriesOf(node, unicastPeerKeyword).length > 0;
  if (!hasPeers && settingOf(node, unicastTtl) !== undefined) {
    const text = `(${node.head}) unicast_ttl is without effect: there is no unicast_peer`;
    scope.say("option-unsupported", "error", at, text);
    setValue(node, unicastTtl, undefined, at);
  }
  const ownInterface = [useVmac, useIpvlan].some((keyword) => findSetting(node, keyword) !== undefined);
  if (hasPeers && ownInterface && !flagOf(node, vmacXmitBase)) {
    const text = `(${node.head}) unicast peers cannot be reached from a VMAC; it runs as with vmac_xmit_base, which should be written`;
    scope.say("value-adjusted", "error", at, text);
    setValue(node, vmacXmitBase, true, at);
  }
  return "keep";
}
