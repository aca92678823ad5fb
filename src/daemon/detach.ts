/** Starts the daemon in a session of its own and waits until it is ready: Node cannot fork, so a new process takes over. */
import { spawn } from "node:child_process";
import type { Duplex } from "node:stream";
import { fileURLToPath } from "node:url";
import { inspectorFlags } from "./child.ts";
import { readFrames } from "./frames.ts";
import type { DaemonOptions } from "./options.ts";

/** What the detached parent says on descriptor 3 once its start is over. */
export interface StartReport {
  /** Absent when the daemon is ready. */
  readonly exitCode?: number;
  readonly messages: readonly string[];
}

/** Resolves with the exit status of the command: 0 once the daemon is ready, else what the daemon ended with. */
export function startDetached(options: DaemonOptions, withoutEffect: readonly string[]): Promise<number> {
  const entry = fileURLToPath(new URL("./parent.js", import.meta.url));
  const terminal = options.log.console ? "inherit" : "ignore";
  const child = spawn(
    process.execPath,
    [...inspectorFlags, entry, JSON.stringify(options), JSON.stringify(withoutEffect)],
    {
      detached: true,
      cwd: "/",
      stdio: ["ignore", terminal, terminal, "pipe"],
      argv0: options.programName,
    },
  );
  const socket = child.stdio[3] as Duplex;
  return new Promise((resolve) => {
    let report: StartReport | undefined;
    socket.on(
      "data",
      readFrames((message) => {
        report = message as StartReport;
        for (const line of report.messages) process.stderr.write(`${line}\n`);
        if (report.exitCode !== undefined) return;
        child.unref();
        socket.destroy();
        resolve(0);
      }),
    );
    socket.on("error", () => {});
    child.on("error", (error) => {
      process.stderr.write(`the daemon could not be started: ${error.message}\n`);
      resolve(1);
    });
    child.on("exit", (exitCode, signal) => {
      if (report === undefined)
        process.stderr.write(`the daemon ended during its start (${signal ?? exitCode})\n`);
      resolve(exitCode ?? 1);
    });
  });
}
