/** What the checks of an instance have in common: its block, and what its settings come to with the global defaults. */
import type { IpFamily } from "../../values/address.ts";
import { type BlockNode, childrenOf, entriesOf, findSetting, settingOf } from "../block-node.ts";
import { authentication, authType } from "../keywords/authentication.ts";
import { DEFAULT_PRIORITY, OWNER_PRIORITY, priority, state } from "../keywords/vrrp/election.ts";
import { writtenFamily } from "../keywords/vrrp/family.ts";
import { strictMode, version } from "../keywords/vrrp/identity.ts";
import { unicastPeerKeyword } from "../keywords/vrrp/packets.ts";
import { useIpvlan, useVmac } from "../keywords/vrrp/vmac.ts";
import type { GlobalDefaults } from "./global-defaults.ts";
import type { InstanceBlock } from "./instance-report.ts";

export interface InstanceFacts {
  readonly block: InstanceBlock;
  readonly family: IpFamily;
  readonly version: 2 | 3;
  readonly strict: boolean;
  readonly priority: number;
  /** As written, or what the priority says. */
  readonly wantedState: "MASTER" | "BACKUP";
  readonly hasPeers: boolean;
  /** It runs on an interface that it makes itself. */
  readonly ownInterface: boolean;
  readonly usesVmac: boolean;
  /** The authentication that is written, whether or not it can be used. */
  readonly authentication: { readonly block: BlockNode; readonly type: "PASS" | "AH" } | undefined;
}

export function instanceFacts(block: InstanceBlock, defaults: GlobalDefaults): InstanceFacts {
  const family = writtenFamily(block) ?? 4;
  const wanted = settingOf(block, state);
  const own = settingOf(block, priority) ?? (wanted === "MASTER" ? OWNER_PRIORITY : DEFAULT_PRIORITY);
  return {
    block,
    family,
    version: versionOf(block, family, defaults),
    strict: settingOf(block, strictMode) ?? defaults.strict,
    priority: own,
    wantedState: wanted ?? (own === OWNER_PRIORITY ? "MASTER" : "BACKUP"),
    hasPeers: entriesOf(block, unicastPeerKeyword).length > 0,
    ownInterface: [useVmac, useIpvlan].some((keyword) => findSetting(block, keyword) !== undefined),
    usesVmac: findSetting(block, useVmac) !== undefined,
    authentication: writtenAuthentication(block),
  };
}

/** VRRP for IPv6 began with version 3 (RFC 5798); keepalived all the same runs version 2 when that is written before the addresses. */
function versionOf(block: InstanceBlock, family: IpFamily, defaults: GlobalDefaults): 2 | 3 {
  const written = settingOf(block, version);
  if (written !== undefined) return written === 3 ? 3 : 2;
  return family === 6 ? 3 : defaults.version;
}

function writtenAuthentication(block: InstanceBlock): InstanceFacts["authentication"] {
  const holder = childrenOf(block, authentication).findLast(
    (candidate) => settingOf(candidate, authType) !== undefined,
  );
  const type = holder === undefined ? undefined : settingOf(holder, authType);
  return holder === undefined || type === undefined ? undefined : { block: holder, type };
}
