/** The IPVS synchronisation daemon with other settings on another node, or on one node alone. */
import { childrenOf, findNamed, type Setting } from "../../config/block-node.ts";
import { type SyncDaemon, syncDaemon } from "../../config/forms/sync-daemon.ts";
import { globalDefs } from "../../config/keywords/global-defs.ts";
import { samplePair } from "../pair/sample.ts";
import type { Node, PairRule } from "../pair-rule.ts";

const daemon = "global_defs {\n    lvs_sync_daemon eth0 inst VI_1 id 7\n}\nvrrp_instance VI_1 {";

export const syncDaemonDiffers: PairRule = {
  id: "pair/sync-daemon",
  level: "warning",
  summary: "The synchronisation of connections differs.",
  explanation:
    "The MASTER's kernel tells the BACKUP's of its connections, by multicast, under a syncid. Where only one node has lvs_sync_daemon, or the " +
    "syncids, ports, groups or message lengths differ, nothing arrives, and a failover cuts every connection although it looks " +
    "prepared. The interface may have another name on each node.",
  bad: samplePair({ both: [["vrrp_instance VI_1 {", daemon]], lvs02: [["id 7", "id 8"]] }),
  good: samplePair({ both: [["vrrp_instance VI_1 {", daemon]] }),
  check(nodes, report) {
    const [firstNode, ...others] = nodes;
    if (firstNode === undefined) return;
    const first = settingOf(firstNode);
    for (const node of others) {
      const other = settingOf(node);
      const [own, wanted] = [optionsOf(other), optionsOf(first)];
      const at = other ?? first;
      if (own === wanted || at === undefined) continue;
      const [present, absent] = other === undefined ? [firstNode, node] : [node, firstNode];
      const message =
        first === undefined || other === undefined
          ? `lvs_sync_daemon is on ${present.name} and missing on ${absent.name}: no connection survives a failover`
          : `lvs_sync_daemon has '${own}' on ${node.name} and '${wanted}' on ${firstNode.name}: neither understands the other`;
      report(at, message, { remedy: "write the same lvs_sync_daemon on every node" });
    }
  },
};

function settingOf({ subject }: Node): Setting | undefined {
  return childrenOf(subject.tree, globalDefs)
    .map((block) => findNamed(block, "lvs_sync_daemon"))
    .find((setting) => setting !== undefined);
}

/** What both ends must have in common: all but the interface. */
function optionsOf(setting: Setting | undefined): string | undefined {
  if (setting === undefined) return undefined;
  return syncDaemon.print({ ...(setting.value as SyncDaemon), interfaceName: "" }).trim();
}
