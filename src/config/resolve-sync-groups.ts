/** What only the whole file shows of `vrrp_sync_group` blocks: their members, and trackers that do not go with a group. */
import { type BlockNode, childrenOf, entriesOf, flagOf, settingOf } from "./block-node.ts";
import type { DiagnosticCode, Diagnostics, Severity } from "./diagnostic.ts";
import {
  syncGroupInterfaces,
  syncGroupMembers,
  syncGroupTrackingWeight,
  vrrpSyncGroup,
} from "./keywords/sync-group.ts";
import { interfaceKeyword } from "./keywords/vrrp/identity.ts";
import { dontTrackPrimary, trackInterface } from "./keywords/vrrp/tracking.ts";
import { vrrpInstance } from "./keywords/vrrp-instance.ts";
import { weightedTrackers } from "./resolve-vrrp/tracking.ts";
import type { Span } from "./source.ts";

type NamedBlock = BlockNode & { readonly head: string };

export function checkSyncGroups(root: BlockNode, diagnostics: Diagnostics): void {
  const instances = new Map(childrenOf(root, vrrpInstance).map((block) => [block.head, block]));
  const groupOf = new Map<NamedBlock, NamedBlock>();
  for (const group of childrenOf(root, vrrpSyncGroup)) {
    const members = resolveMembers(group, instances, groupOf, diagnostics);
    if (members.length === 1) {
      const text = `vrrp_sync_group ${group.head} has one member only, so nothing is kept in step`;
      say(diagnostics, "group-incomplete", "warning", group.at, text);
    }
    // A group that names none has its message at the closing brace.
    if (members.length === 0 && entriesOf(group, syncGroupMembers).length > 0) {
      const text = `vrrp_sync_group ${group.head} is ignored: none of its members can be in it`;
      say(diagnostics, "group-incomplete", "error", group.at, text);
    }
    for (const member of members) checkTrackers(group, member, diagnostics);
  }
}

function say(
  diagnostics: Diagnostics,
  code: DiagnosticCode,
  severity: Severity,
  at: Span,
  text: string,
): void {
  diagnostics.add(code, severity, at, text, { pass: "vrrp", stage: "checking" });
}

/** The instances that are in the group, each in one group only. */
function resolveMembers(
  group: NamedBlock,
  instances: ReadonlyMap<string, NamedBlock>,
  groupOf: Map<NamedBlock, NamedBlock>,
  diagnostics: Diagnostics,
): NamedBlock[] {
  const members: NamedBlock[] = [];
  for (const { value: name, at } of entriesOf(group, syncGroupMembers)) {
    const instance = instances.get(name);
    const earlier = instance === undefined ? undefined : groupOf.get(instance);
    if (instance === undefined) {
      const text = `vrrp_sync_group ${group.head}: there is no vrrp_instance ${name}, so it is left out`;
      say(diagnostics, "name-unknown", "error", at, text);
    } else if (earlier !== undefined) {
      const text = `vrrp_sync_group ${group.head}: ${name} is in vrrp_sync_group ${earlier.head} already, so it is left out`;
      say(diagnostics, "value-duplicate", "error", at, text);
    } else {
      groupOf.set(instance, group);
      members.push(instance);
    }
  }
  return members;
}

function checkTrackers(group: NamedBlock, member: NamedBlock, diagnostics: Diagnostics): void {
  if (!flagOf(group, syncGroupTrackingWeight)) {
    for (const { list, name, at } of weightedTrackers(member)) {
      const text = `(${member.head}) ${list} ${name} is ignored: members of a sync group track without weights; write 'weight 0', or sync_group_tracking_weight in vrrp_sync_group ${group.head}`;
      say(diagnostics, "value-adjusted", "error", at, text);
    }
  }
  const own = trackedInterfaces(member);
  for (const { value, at } of entriesOf(group, syncGroupInterfaces)) {
    if (!own.includes(value.name)) continue;
    const text = `(${member.head}) interface ${value.name} is tracked by the instance and by vrrp_sync_group ${group.head}: leave one of them out`;
    say(diagnostics, "value-duplicate", "error", at, text);
  }
}

function trackedInterfaces(instance: NamedBlock): string[] {
  const listed = entriesOf(instance, trackInterface).map(({ value }) => value.name);
  const primary = settingOf(instance, interfaceKeyword);
  return primary === undefined || flagOf(instance, dontTrackPrimary) ? listed : [...listed, primary];
}
