/** The parent process on Linux: its signals, its log, its ports. */
import { type Log, openLog } from "../../daemon/log.ts";
import { openNotify } from "../../daemon/notify-socket.ts";
import type { DaemonOptions } from "../../daemon/options.ts";
import { Parent } from "../../daemon/parent.ts";
import type { RunningReader } from "../../daemon/reader-run.ts";
import { startSchedule } from "../../daemon/reconcile-schedule.ts";
import { rehearseRemoval, removeOwned } from "../../daemon/remove-owned.ts";
import { fileLocks, processControl, sendNotification } from "../../linux/process-control.ts";
import { openRouting } from "../../linux/routing.ts";
import { openSystemLog } from "../../linux/system-log.ts";
import { reconcileSignal } from "../reconcile-signal.ts";
import { version } from "../version.ts";

/** RTMIN+2 and RTMAX-1: keepalived's signals for the JSON dump and for clearing the statistics. */
const jsonSignal = 36;
const clearStatisticsSignal = 63;

/** Runs the daemon to its end; resolves with the exit status. */
export async function runParent(
  options: DaemonOptions,
  withoutEffect: readonly string[],
  reader: RunningReader,
  onStarted: (exitCode: number | undefined, messages: readonly string[]) => void,
): Promise<number> {
  let parent: Parent | undefined;
  let cleaner: ReturnType<typeof openRouting> | undefined;
  process.on("SIGTERM", () => parent?.stop());
  process.on("SIGINT", () => parent?.stop());
  process.on("SIGHUP", () => void parent?.reload());
  process.on("SIGUSR1", () => parent?.dump());
  process.title = options.programName;
  process.umask(options.umask);

  const { log, flush } = openLog(options.log, "Keepalived", options.log.syslog ? openSystemLog() : undefined);
  notSupportedYet(log);
  log.info(`Starting Vigil v${version}, compatible with Keepalived`);
  log.info(
    `Command line: ${[options.programName, ...options.commandLine].map((word) => `'${word}'`).join(" ")}`,
  );
  for (const option of withoutEffect) log.warn(`${option} is accepted but has no effect yet`);

  const notify = openNotify(process.env, sendNotification, (error) =>
    log.warn(`systemd could not be told: ${(error as Error).message}`),
  );
  parent = new Parent(options, {
    log,
    locks: fileLocks,
    control: processControl,
    notify,
    onStarted,
    prepareRemoval: () => {
      cleaner ??= openRouting();
      rehearseRemoval(cleaner);
    },
    removeAddresses: (addresses) => {
      cleaner ??= openRouting();
      return removeOwned(addresses, cleaner);
    },
  });
  processControl.onSignal(reconcileSignal, () => parent?.reconcile("asked"));
  await startSchedule(options.reconcile.schedule, () => parent?.reconcile("scheduled"), log);
  const exitCode = await parent.run(reader);
  log.info(`Stopped Vigil v${version}`);
  await flush();
  return exitCode;
}

/** Signals that keepalived answers with files we do not write yet must not be silent, nor end the process. */
function notSupportedYet(log: Log): void {
  process.on("SIGUSR2", () => log.warn("SIGUSR2 asks for keepalived.stats, which is not supported yet"));
  processControl.onSignal(jsonSignal, () =>
    log.warn("signal 36 asks for keepalived.json, which is not supported yet"),
  );
  processControl.onSignal(clearStatisticsSignal, () =>
    log.warn("signal 63 asks for keepalived.stats, which is not supported yet"),
  );
}
