/** `vigil keepalived`: reads the command line and does what it asks: a text, a configuration test, or the daemon. */
import type { DaemonOptions } from "../../daemon/options.ts";
import { enterNetworkNamespace, requireAddon } from "../../linux/process-control.ts";
import { keepalivedVersion, version } from "../version.ts";
import { keepalivedHelp, readKeepalivedCommandLine } from "./keepalived-options.ts";

/** Numbers that `--signum` prints, as keepalived gives them. */
const signalNumbers: Readonly<Record<string, number>> = {
  STOP: 15,
  RELOAD: 1,
  DATA: 10,
  STATS: 12,
  STATS_CLEAR: 63,
  JSON: 36,
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
    case "run":
      enter(invocation.namespace);
      for (const word of invocation.surplusWords) process.stdout.write(`Unexpected argument '${word}'\n`);
      process.exitCode = await runDaemon(invocation.options, invocation.withoutEffect);
  }
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
  try {
    requireAddon();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return 1;
  }
  if (options.foreground) {
    const { runParent } = await import("../roles/parent-process.ts");
    return runParent(options, withoutEffect, () => {});
  }
  const { startDetached } = await import("../../daemon/detach.ts");
  return startDetached(options, withoutEffect);
}
