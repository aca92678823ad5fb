/** `vigil keepalived`: reads the command line and does what it asks: a text, a configuration test, or the daemon. */
import type { DaemonOptions, ReconcileSchedule } from "../../daemon/options.ts";
import { enterNetworkNamespace, requireAddon } from "../../linux/process-control.ts";
import { reconcileSignal } from "../reconcile-signal.ts";
import { keepalivedVersion, version } from "../version.ts";
import { keepalivedHelp, readKeepalivedCommandLine } from "./keepalived-options.ts";

/** Numbers that `--signum` prints, as keepalived gives them, and our own. */
const signalNumbers: Readonly<Record<string, number>> = {
  STOP: 15,
  RELOAD: 1,
  DATA: 10,
  STATS: 12,
  STATS_CLEAR: 63,
  JSON: 36,
  RECONCILE: reconcileSignal,
};

export async function keepalivedCommand(words: readonly string[], programName: string): Promise<void> {
  const invocation = readKeepalivedCommandLine(words, programName);
  const shownName = programName === "keepalived" ? "keepalived" : "vigil keepalived";
  switch (invocation.kind) {
    case "help":
      process.stderr.write(keepalivedHelp(shownName));
      return;
    case "version":
      process.stderr.write(
        `Vigil v${version}, compatible with Keepalived v${keepalivedVersion}\nNode.js ${process.version}\n`,
      );
      return;
    case "signum":
      printSignalNumber(invocation.name);
      return;
    case "usage-error":
      process.stderr.write(`${invocation.messages.join("\n")}\n(${shownName} --help shows every option)\n`);
      process.exitCode = 1;
      return;
    case "config-test": {
      enter(invocation.namespace);
      const { runConfigTest } = await import("./config-test.ts");
      process.exitCode = runConfigTest(invocation);
      return;
    }
    case "run": {
      const mistake = await scheduleMistake(invocation.options.reconcile.schedule);
      if (mistake !== undefined) {
        process.stderr.write(`${mistake}\n(${shownName} --help shows every option)\n`);
        process.exitCode = 1;
        return;
      }
      enter(invocation.namespace);
      for (const word of invocation.surplusWords) process.stdout.write(`Unexpected argument '${word}'\n`);
      process.exitCode = await runDaemon(invocation.options, invocation.withoutEffect);
    }
  }
}

/** What is wrong with a cron expression, by node-cron's own reading. */
async function scheduleMistake(schedule: ReconcileSchedule): Promise<string | undefined> {
  if (schedule.kind !== "cron") return undefined;
  const { validateDetailed } = await import("node-cron");
  const { valid, errors } = validateDetailed(schedule.expression);
  if (valid) return undefined;
  const reasons = errors.map(({ field, message }) => `${field}: ${message}`).join("; ");
  return `--reconcile: '${schedule.expression}' is no cron expression (${reasons}): write five fields such as '*/5 * * * *', an interval such as 60s, or off`;
}

function printSignalNumber(name: string): void {
  const number = signalNumbers[name];
  if (number === undefined) {
    process.stderr.write(`Unknown signal function '${name}': use ${Object.keys(signalNumbers).join(", ")}\n`);
    process.exitCode = 1;
    return;
  }
  process.stdout.write(`${number}\n`);
}

function enter(namespace: string | undefined): void {
  if (namespace === undefined) return;
  try {
    enterNetworkNamespace(namespace);
  } catch (error) {
    process.stderr.write(`cannot enter the network namespace '${namespace}': ${(error as Error).message}\n`);
    process.exit(1);
  }
}

async function runDaemon(options: DaemonOptions, withoutEffect: readonly string[]): Promise<number> {
  try {
    requireAddon();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return 1;
  }
  if (options.foreground) {
    // The reader is at work while the rest is loaded.
    const { startReader } = await import("../../daemon/reader-run.ts");
    const reader = startReader(options);
    const { runParent } = await import("../roles/parent-process.ts");
    return runParent(options, withoutEffect, reader, () => {});
  }
  const { startDetached } = await import("../../daemon/detach.ts");
  return startDetached(options, withoutEffect);
}
