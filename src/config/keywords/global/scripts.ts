/** Keywords of `global_defs`: whom scripts run as, and the scripts and pipes of the daemon itself. */
import { accepted, refused } from "../../forms/form.ts";
import { type NotifyFifo, notifyFifo } from "../../forms/notify-fifo.ts";
import { integer } from "../../forms/number.ts";
import { type Script, script, strictScript } from "../../forms/script.ts";
import { type Owner, ownerOrUnknown, UNKNOWN_OWNER } from "../../forms/user.ts";
import { flag, onOff, optionalSetting, setting } from "./setting.ts";

const ofVrrp = [["VRRP"]] as const;
const ofChecker = [["LVS"]] as const;

const once = { splitting: "script", whenRepeated: "first-wins-reported" } as const;
const ofParent = { ...once, form: strictScript };
const ofPipe = { ...once, form: script };
const scriptTimeout = integer({ min: 1, max: 1000, unit: "seconds" });

const startupScript = optionalSetting<Script>({
  name: "startup_script",
  doc: "A command that the parent runs once before it starts the other processes; they wait for its end.",
  example: 'startup_script "/usr/local/bin/prepare fast" root',
  since: "2.1.0",
  ...ofParent,
});

const startupScriptTimeout = setting<number>({
  name: "startup_script_timeout",
  doc: "How long startup_script may take before it is terminated.",
  example: "startup_script_timeout 20",
  since: "2.1.0",
  form: scriptTimeout,
  default: 10,
});

const shutdownScript = optionalSetting<Script>({
  name: "shutdown_script",
  doc: "A command that the parent runs once when the other processes have ended.",
  example: 'shutdown_script "/usr/local/bin/clean-up" root',
  since: "2.1.0",
  ...ofParent,
});

const shutdownScriptTimeout = setting<number>({
  name: "shutdown_script_timeout",
  doc: "How long shutdown_script may take before it is terminated.",
  example: "shutdown_script_timeout 20",
  since: "2.1.0",
  form: scriptTimeout,
  default: 10,
});

const notifyFifoKeyword = optionalSetting<NotifyFifo>({
  name: "notify_fifo",
  doc: "A named pipe that every event is written to, of VRRP and of the services; it is made when it is missing.",
  example: "notify_fifo /run/keepalived/events",
  since: "1.3.6",
  form: notifyFifo,
  whenRepeated: "first-wins-reported",
});

const notifyFifoScript = optionalSetting<Script>({
  name: "notify_fifo_script",
  doc: "A program that is started to read notify_fifo; the pipe's path is its last argument.",
  example: "notify_fifo_script /usr/local/bin/read-events root",
  since: "1.3.6",
  ...ofPipe,
});

const vrrpNotifyFifo = optionalSetting<NotifyFifo>({
  name: "vrrp_notify_fifo",
  doc: "A named pipe that the events of VRRP instances and groups are written to.",
  example: "vrrp_notify_fifo /run/keepalived/vrrp-events",
  since: "1.3.6",
  requires: ofVrrp,
  form: notifyFifo,
  whenRepeated: "first-wins-reported",
});

const vrrpNotifyFifoScript = optionalSetting<Script>({
  name: "vrrp_notify_fifo_script",
  doc: "A program that is started to read vrrp_notify_fifo; the pipe's path is its last argument.",
  example: "vrrp_notify_fifo_script /usr/local/bin/read-events root",
  since: "1.3.6",
  requires: ofVrrp,
  ...ofPipe,
});

const lvsNotifyFifo = optionalSetting<NotifyFifo>({
  name: "lvs_notify_fifo",
  doc: "A named pipe that the events of virtual and real servers are written to.",
  example: "lvs_notify_fifo /run/keepalived/lvs-events",
  since: "1.3.6",
  requires: ofChecker,
  form: notifyFifo,
  whenRepeated: "first-wins-reported",
});

const lvsNotifyFifoScript = optionalSetting<Script>({
  name: "lvs_notify_fifo_script",
  doc: "A program that is started to read lvs_notify_fifo; the pipe's path is its last argument.",
  example: "lvs_notify_fifo_script /usr/local/bin/read-events root",
  since: "1.3.6",
  requires: ofChecker,
  ...ofPipe,
});

export const scriptKeywords = {
  startupScript,
  startupScriptTimeout,
  shutdownScript,
  shutdownScriptTimeout,
  notifyFifo: notifyFifoKeyword,
  notifyFifoScript,
  vrrpNotifyFifo,
  vrrpNotifyFifoScript,
  lvsNotifyFifo,
  lvsNotifyFifoScript,
  vrrpNotifyPriorityChanges: onOff({
    name: "vrrp_notify_priority_changes",
    doc: "Whether the pipes also get every change of an instance's priority; instances may say otherwise.",
    since: "2.0.16",
    requires: ofVrrp,
  }),
  fifoWriteVrrpStatesOnReload: flag({
    name: "fifo_write_vrrp_states_on_reload",
    doc: "Writes the state of every instance and group to the pipes after a reload.",
    since: "2.2.5",
    requires: ofVrrp,
  }),
  useSymlinkPaths: onOff({
    name: "use_symlink_paths",
    doc: "Runs scripts by the path as written, symbolic links included, instead of the path that it leads to.",
    since: "2.3.0",
  }),
  setSupplementaryGroups: onOff({
    name: "set_supplementary_groups",
    doc: "Scripts also have the other groups of the user that they run as, unless they say otherwise.",
    since: "after 2.4.3 (git)",
  }),
  scriptUser: {
    ...optionalSetting<Owner>({
      name: "script_user",
      doc: "The user, and perhaps the group, that scripts on later lines run as when they name none.",
      example: "script_user nobody nogroup",
      since: "1.3.0",
      form: ownerOrUnknown("no script without a user of its own"),
      unset: "keepalived_script if there is such a user, else the user of the daemon",
      settle: (value, _scope, previous) =>
        previous === UNKNOWN_OWNER
          ? refused("account-unknown", "the script_user above it is no user of this host, and that stays")
          : accepted(value),
    }),
    whenInvalid: { use: UNKNOWN_OWNER },
  },
  enableScriptSecurity: flag({
    name: "enable_script_security",
    doc: "Refuses to run a script as root that somebody else could change, and scripts without a user of their own.",
    since: "1.3.0",
  }),
};
