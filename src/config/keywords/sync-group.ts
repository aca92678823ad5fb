/** The keywords of `vrrp_sync_group`: instances that change their state together. */
import { entriesOf } from "../block-node.ts";
import { blockName } from "../forms/text.ts";
import { aliasKeyword, blockKeyword, flagKeyword } from "../keyword.ts";
import { memberList } from "./member-list.ts";
import {
  notify,
  notifyBackup,
  notifyFault,
  notifyMaster,
  notifyPriorityChanges,
  notifyStop,
  smtpAlert,
} from "./vrrp/notify.ts";
import { trackBfd, trackFile, trackInterface, trackProcess, trackScript } from "./vrrp/tracking.ts";

const requires = [["VRRP"]] as const;

export const syncGroupMembers = memberList({
  doc: "The names of the instances, which may stand above or below; one instance is in one group only.",
});

export const syncGroupInterfaces = {
  ...trackInterface,
  doc: "Interfaces whose failure makes every member fail, or changes its priority by a weight.",
  since: "2.0.0",
} as const;

export const syncGroupTrackingWeight = flagKeyword({
  name: "sync_group_tracking_weight",
  doc: "Lets the members have trackers with a weight, which otherwise count as if they had none.",
  example: "sync_group_tracking_weight",
  support: "accepted",
  since: "2.0.0",
  requires,
  default: { kind: "value", value: false },
});

export const vrrpSyncGroup = blockKeyword({
  name: "vrrp_sync_group",
  doc: "Instances that become MASTER together and fail together.",
  example: "vrrp_sync_group inside_and_outside {",
  support: "accepted",
  requires,
  head: blockName("vrrp_sync_group"),
  whenMissing: "reported",
  whenRepeated: "first-wins-reported",
  owner: "vrrp",
  keywords: {
    group: syncGroupMembers,
    trackInterface: syncGroupInterfaces,
    trackScript: {
      ...trackScript,
      doc: "Scripts (vrrp_script) whose failure makes every member fail, or changes its priority by a weight.",
      since: "2.0.0",
    },
    trackFile: {
      ...trackFile,
      doc: "Files (track_file) whose number times a weight is added to the priority of every member.",
    },
    trackProcess: {
      ...trackProcess,
      doc: "Processes (vrrp_track_process) whose absence makes every member fail, or changes its priority by a weight.",
    },
    trackBfd: {
      ...trackBfd,
      doc: "BFD sessions (bfd_instance) whose end makes every member fail, or changes its priority by a weight.",
    },
    notifyBackup: { ...notifyBackup, doc: "A command to run when the group becomes BACKUP." },
    notifyMaster: { ...notifyMaster, doc: "A command to run when the group becomes MASTER." },
    notifyFault: { ...notifyFault, doc: "A command to run when the group fails." },
    notifyStop: { ...notifyStop, doc: "A command to run when the daemon stops.", since: "2.0.0" },
    notify: {
      ...notify,
      doc: "A command to run at each change of state, after the special one; type, name, state and 0 follow its arguments.",
    },
    smtpAlert: { ...smtpAlert, doc: "Sends a mail at each change of the group's state." },
    globalTracking: aliasKeyword({
      name: "global_tracking",
      of: "sync_group_tracking_weight",
      doc: "The old name of sync_group_tracking_weight.",
      since: "1.2.3",
      deprecated: {
        by: "sync_group_tracking_weight",
        reason: "Write track_interface, track_script or track_file into the group instead.",
      },
      requires,
    }),
    syncGroupTrackingWeight,
    notifyPriorityChanges: {
      ...notifyPriorityChanges,
      doc: "Writes changes of the members' priorities to the notification pipes.",
      since: "2.2.0",
      default: { kind: "derived", from: "vrrp_notify_priority_changes" },
    },
  },
  closed(node, scope, at) {
    // Its scripts are looked at all the same.
    if (entriesOf(node, syncGroupMembers).length > 0) return "keep";
    const text = `vrrp_sync_group ${node.head} is ignored: it has no 'group' with instances`;
    scope.say("group-incomplete", "error", at, text);
    return "keep";
  },
});
