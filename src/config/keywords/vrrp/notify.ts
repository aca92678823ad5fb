/** Keywords that tell others of an instance's changes: scripts, mails, pipes, and the sync daemon of IPVS. */
import { boolean } from "../../forms/boolean.ts";
import { accepted, type ValueForm } from "../../forms/form.ts";
import { deviceName } from "../../forms/interface-name.ts";
import { type Script, script } from "../../forms/script.ts";
import { type ValueKeyword, valueKeyword } from "../../keyword.ts";

const requires = [["VRRP"]] as const;

/** keepalived drops a command without a word when its user is not there or nothing is to be run; linters are told. */
const command: ValueForm<Script> = {
  ...script,
  read(words, context) {
    const reading = script.read(words, context);
    const isSilent = reading.ok === false && reading.refusal.code !== "quote-unterminated";
    return isSilent ? { ok: false, refusal: { ...reading.refusal, severity: "hint" } } : reading;
  },
};

type Facts = Pick<ValueKeyword<Script>, "name" | "doc" | "since">;

function notifyScript(facts: Facts): ValueKeyword<Script> {
  return valueKeyword<Script>({
    ...facts,
    example: `${facts.name} "/etc/keepalived/notify.sh web"`,
    support: "accepted",
    requires,
    form: command,
    splitting: "script",
    default: { kind: "absent" },
    whenInvalid: { keep: "previous" },
    whenMissing: "fatal",
    whenRepeated: "first-wins-reported",
  });
}

export const notifyBackup = notifyScript({
  name: "notify_backup",
  doc: "A command to run when the instance becomes BACKUP.",
});

export const notifyMaster = notifyScript({
  name: "notify_master",
  doc: "A command to run when the instance becomes MASTER.",
});

export const notifyFault = notifyScript({
  name: "notify_fault",
  doc: "A command to run when the instance fails.",
});

export const notifyStop = notifyScript({
  name: "notify_stop",
  doc: "A command to run when the daemon stops.",
  since: "1.1.13",
});

export const notify = notifyScript({
  name: "notify",
  doc: "A command to run at each change of state, after the special one; type, name, state and priority follow its arguments.",
  since: "1.1.2",
});

export const notifyMasterRxLowerPri = notifyScript({
  name: "notify_master_rx_lower_pri",
  doc: "A command to run when a MASTER hears an advertisement of lower priority.",
  since: "2.0.6",
});

/** Alone it only changes what others are told. */
const optionalScript: ValueForm<{ readonly script?: Script }> = {
  ...command,
  syntax: `[${command.syntax}]`,
  read(words, context) {
    const reading = command.read(words, context);
    if (reading.ok === "missing") return accepted({});
    return reading.ok === true ? { ...reading, value: { script: reading.value } } : reading;
  },
  print: ({ script: own }) => (own === undefined ? "" : command.print(own)),
};

export const notifyDeleted = valueKeyword<{ readonly script?: Script }>({
  name: "notify_deleted",
  doc: "Tells of DELETED instead of FAULT when a reload removes the instance, and may run a command then.",
  example: "notify_deleted",
  support: "accepted",
  since: "2.1.0",
  requires,
  form: optionalScript,
  splitting: "script",
  default: { kind: "absent" },
  whenInvalid: { keep: "previous" },
  whenMissing: "allowed",
  whenRepeated: "first-wins-reported",
});

export const smtpAlert = valueKeyword<boolean>({
  name: "smtp_alert",
  doc: "Sends a mail at each change of state.",
  example: "smtp_alert on",
  support: "accepted",
  requires,
  form: boolean,
  default: { kind: "derived", from: "smtp_alert_vrrp, or smtp_alert of global_defs" },
  whenInvalid: { keep: "previous" },
  whenMissing: "allowed",
  whenRepeated: "last-wins",
});

export const notifyPriorityChanges = valueKeyword<boolean>({
  name: "notify_priority_changes",
  doc: "Writes changes of the priority to the notification pipes.",
  example: "notify_priority_changes on",
  support: "accepted",
  since: "2.0.16",
  requires,
  form: boolean,
  default: { kind: "derived", from: "its sync group's, or vrrp_notify_priority_changes" },
  whenInvalid: { keep: "previous" },
  whenMissing: "allowed",
  whenRepeated: "last-wins",
});

export const lvsSyncDaemonInterface = valueKeyword<string>({
  name: "lvs_sync_daemon_interface",
  doc: "The interface over which IPVS connections are copied to the other router.",
  example: "lvs_sync_daemon_interface eth1",
  support: "accepted",
  deprecated: { by: "lvs_sync_daemon", reason: "Write lvs_sync_daemon in global_defs instead." },
  requires: [["VRRP", "LVS"]],
  form: deviceName,
  default: { kind: "absent" },
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
});

export const notifyKeywords = {
  notifyBackup,
  notifyMaster,
  notifyFault,
  notifyStop,
  notifyDeleted,
  notify,
  notifyMasterRxLowerPri,
  smtpAlert,
  notifyPriorityChanges,
  lvsSyncDaemonInterface,
};
