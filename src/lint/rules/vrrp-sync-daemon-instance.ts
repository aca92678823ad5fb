/** lvs_sync_daemon that follows an instance which is not there. */
import { childrenOf, findNamed } from "../../config/block-node.ts";
import type { SyncDaemon } from "../../config/forms/sync-daemon.ts";
import { vrrpInstance } from "../../config/keywords/vrrp-instance.ts";
import { globalsOf } from "../global-defs.ts";
import type { Rule } from "../rule.ts";
import { block, vrrpExample } from "../vrrp-example.ts";

const following = (name: string) =>
  `${block("global_defs", "router_id lvs01", `lvs_sync_daemon eth0 inst ${name} id 7`).join("\n")}\n`;

export const vrrpSyncDaemonInstance: Rule = {
  id: "vrrp/sync-daemon-instance",
  level: "warning",
  summary: "The synchronisation of connections follows an instance that is not there.",
  explanation:
    "lvs_sync_daemon sends connections while the instance that it names is MASTER, and receives them while it is BACKUP. An instance of that name " +
    "does not exist, so nothing is sent or received, and a failover cuts every connection. keepalived's test is silent about it.",
  bad: vrrpExample({ above: following("VI_2") }),
  good: vrrpExample({ above: following("VI_1") }),
  check({ tree }, report) {
    const globals = globalsOf(tree);
    const setting = globals === undefined ? undefined : findNamed(globals, "lvs_sync_daemon");
    const instance = (setting?.value as SyncDaemon | undefined)?.instance;
    if (setting === undefined || instance === undefined) return;
    if (childrenOf(tree, vrrpInstance).some(({ head }) => head === instance)) return;
    report(
      setting,
      `lvs_sync_daemon follows ${instance}, which is no vrrp_instance here: nothing is synchronised`,
      {
        remedy: "name a vrrp_instance of this file",
      },
    );
  },
};
