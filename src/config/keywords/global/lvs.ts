/** Keywords of `global_defs`: the kernel's table of virtual servers, and what its checks report. */

import { type LvsTimeouts, lvsTimeouts } from "../../forms/lvs-timeouts.ts";
import { optionalWord } from "../../forms/optional-word.ts";
import { type SyncDaemon, syncDaemon } from "../../forms/sync-daemon.ts";
import { aliasKeyword } from "../../keyword.ts";
import { flag, onOff, optionalSetting } from "./setting.ts";

const requires = [["LVS"]] as const;
/** What is taken out of the kernel when the daemon ends. */
type FlushOnStop = "everything" | "VS";

export const lvsKeywords = {
  lvsTimeouts: optionalSetting<LvsTimeouts>({
    name: "lvs_timeouts",
    support: "full",
    doc: "How long the kernel remembers connections that nothing is heard of; what is not given stays as it is.",
    example: "lvs_timeouts tcp 900 tcpfin 120 udp 300",
    since: "1.2.24",
    requires,
    form: lvsTimeouts,
  }),
  lvsFlush: flag({
    name: "lvs_flush",
    support: "full",
    doc: "Empties the kernel's whole table of virtual servers when the daemon starts.",
    since: "1.2.23",
    requires,
  }),
  lvsFlushOnStop: optionalSetting<FlushOnStop>({
    name: "lvs_flush_on_stop",
    support: "full",
    doc: "Empties the kernel's whole table at the end; with VS only services of this file, without their servers one by one.",
    example: "lvs_flush_on_stop VS",
    since: "2.2.0",
    requires,
    form: optionalWord({ bare: "everything", words: ["VS"] }),
    whenMissing: "allowed",
  }),
  lvsFlushOnstop: aliasKeyword({
    name: "lvs_flush_onstop",
    of: "lvs_flush_on_stop",
    doc: "An old spelling of lvs_flush_on_stop.",
    since: "2.0.15",
    requires,
    deprecated: { by: "lvs_flush_on_stop", reason: "write lvs_flush_on_stop.", silent: true },
  }),
  lvsSyncDaemon: optionalSetting<SyncDaemon>({
    name: "lvs_sync_daemon",
    support: "full",
    doc: "Copies connections to the other directors through this interface, as master or backup like the named instance.",
    example: "lvs_sync_daemon eth1 inst VI_1 id 10",
    since: "1.2.20",
    requires: [["LVS", "VRRP"]],
    form: syncDaemon,
    whenRepeated: "first-wins-reported",
  }),
  checkerLogAllFailures: onOff({
    name: "checker_log_all_failures",
    doc: "Logs every failed check, also while it is being retried; checkers may say otherwise.",
    since: "2.0.11",
    requires,
  }),
  rsInitNotifies: onOff({
    name: "rs_init_notifies",
    doc: "Runs notify_up also for real servers that are up when the daemon starts.",
    since: "2.0.0",
    requires,
  }),
};
