/** Tracked scripts and interfaces whose failure cannot move the addresses to another node. */
import { entriesOf } from "../../config/block-node.ts";
import type { TrackLine } from "../../config/forms/track-line.ts";
import { trackInterface, trackProcess, trackScript } from "../../config/keywords/vrrp/tracking.ts";
import { instanceGroups, type NodeInstance } from "../pair/instances.ts";
import { samplePair } from "../pair/sample.ts";
import type { PairRule } from "../pair-rule.ts";
import type { Subject } from "../subject.ts";

const tracked = (weight: number) =>
  [
    [
      "vrrp_instance VI_1 {",
      `global_defs {
    enable_script_security
    script_user nobody
}
vrrp_script check_web {
    script "/usr/libexec/check-web"
    interval 2
    weight ${weight}
}
vrrp_instance VI_1 {`,
    ],
    ["advert_int 1", "advert_int 1\n    track_script {\n        check_web\n    }"],
  ] as const;

export const scriptWeight: PairRule = {
  id: "pair/weight-too-small",
  level: "warning",
  summary: "What is tracked can fail on the MASTER without moving the addresses.",
  explanation:
    "A negative weight is added to the priority when the tracked thing fails, a positive one while it is well. The addresses move only when " +
    "the MASTER's priority falls below that of another node: with 200 and 150, a weight of -20 changes nothing at all. The weight must be " +
    "larger than the difference of the priorities. With several nodes the next best one counts.",
  bad: samplePair({ both: tracked(-20) }),
  good: samplePair({ both: tracked(-60) }),
  check(nodes, report) {
    for (const group of instanceGroups(nodes)) {
      const [master, reserve] = group.toSorted((a, b) => healthyPriority(b) - healthyPriority(a));
      if (master === undefined || reserve === undefined || inSyncGroup(master)) continue;
      const [healthy, best] = [healthyPriority(master), healthyPriority(reserve)];
      for (const { name, weight, at } of trackers(master)) {
        const failed = limited(healthy - Math.abs(weight));
        if (failed < limited(best)) continue;
        const message = `${master.config.name}: when ${name} fails on ${master.node.name}, its priority falls from ${limited(healthy)} to ${failed}, not below ${limited(best)} of ${reserve.node.name}: the addresses stay`;
        report(at, message, {
          remedy: `write a weight beyond ${limited(healthy) - limited(best)}, or bring the priorities nearer to each other`,
        });
      }
    }
  },
};

/** What is tracked with a weight other than 0; one that is turned round counts as the file says. */
function trackers({ block, node: { subject } }: NodeInstance) {
  const lists = [trackScript, trackInterface, trackProcess];
  return lists.flatMap((list) =>
    entriesOf(block, list).flatMap(({ value, at }) => {
      const weight = value.weight ?? ownWeight(list.name, value, subject);
      const reverse = value.reverse ?? false;
      return weight === 0 || reverse ? [] : [{ name: value.name, weight, at }];
    }),
  );
}

function ownWeight(list: string, { name }: TrackLine, { config }: Subject): number {
  const scripts = list === trackScript.name ? (config?.blocks.vrrpScript ?? []) : [];
  const processes = list === trackProcess.name ? (config?.blocks.vrrpTrackProcess ?? []) : [];
  const found = [...scripts, ...processes].find(({ head }) => head === name);
  return found === undefined || found.settings.weight.reverse ? 0 : found.settings.weight.weight;
}

/** The priority while all is well. */
function healthyPriority(instance: NodeInstance): number {
  const positive = trackers(instance).filter(({ weight }) => weight > 0);
  return positive.reduce((sum, { weight }) => sum + weight, instance.config.priority);
}

const limited = (priority: number) => Math.max(1, Math.min(254, priority));

/** A group's members count without weights unless it says otherwise. */
function inSyncGroup({ config: { name }, node }: NodeInstance): boolean {
  const groups = node.subject.config?.blocks.vrrpSyncGroup ?? [];
  return groups.some(({ settings }) => !settings.syncGroupTrackingWeight && settings.group.includes(name));
}
