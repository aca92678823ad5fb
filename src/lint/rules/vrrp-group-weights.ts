/** Weights of what members of a sync group track, which count for nothing. */
import { childrenOf, entriesOf, flagOf } from "../../config/block-node.ts";
import {
  syncGroupMembers,
  syncGroupTrackingWeight,
  vrrpSyncGroup,
} from "../../config/keywords/sync-group.ts";
import { vrrpInstance } from "../../config/keywords/vrrp-instance.ts";
import { weightedTrackers } from "../../config/resolve-vrrp/tracking.ts";
import { placeOf } from "../../config/source.ts";
import type { Rule } from "../rule.ts";
import { block, scriptExample, vrrpExample } from "../vrrp-example.ts";

const second = `${block(
  "vrrp_instance VI_2",
  "state BACKUP",
  "interface eth1",
  "virtual_router_id 88",
  "priority 100",
  "advert_int 1",
  ...block("virtual_ipaddress", "198.51.100.10/24"),
).join("\n")}\n`;
const group = (...lines: string[]) =>
  `${second}${block("vrrp_sync_group both_sides", ...block("group", "VI_1", "VI_2"), ...lines).join("\n")}\n`;
const tracking = { above: scriptExample("weight -60"), lines: block("track_script", "check_web") };

export const vrrpGroupWeights: Rule = {
  id: "vrrp/group-weights",
  level: "warning",
  summary: "A member of a sync group tracks something with a weight.",
  explanation:
    "Members of a sync group must have one state, so keepalived drops trackers with a weight from them unless the group has sync_group_tracking_weight: a " +
    "failure then moves nothing. Track it in the group, without a weight, or write sync_group_tracking_weight and track the same in every " +
    "member.",
  bad: vrrpExample({ ...tracking, below: group() }),
  good: vrrpExample({ ...tracking, below: group("sync_group_tracking_weight") }),
  check({ tree, diagnostics }, report) {
    // Of files reading says it itself.
    const said = new Set(
      diagnostics.flatMap(({ severity, place }) =>
        severity === "hint" ? [] : [`${place.file}:${place.line}`],
      ),
    );
    const groupOf = new Map<string, string>();
    for (const one of childrenOf(tree, vrrpSyncGroup)) {
      if (flagOf(one, syncGroupTrackingWeight)) continue;
      for (const { value } of entriesOf(one, syncGroupMembers)) groupOf.set(String(value), String(one.head));
    }
    for (const instance of childrenOf(tree, vrrpInstance)) {
      const name = groupOf.get(instance.head);
      if (name === undefined) continue;
      for (const { list, name: what, at } of weightedTrackers(instance)) {
        const { file, line } = placeOf(at);
        if (said.has(`${file}:${line}`)) continue;
        report(
          at,
          `${list} ${what} has a weight, which members of sync group ${name} are not given: its failure moves nothing`,
          {
            remedy: `track it without a weight, or write sync_group_tracking_weight in ${name}`,
          },
        );
      }
    }
  },
};
