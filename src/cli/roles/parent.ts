/** Entry of the detached parent: reports the end of its start on descriptor 3, then lets go of it. */
import { Socket } from "node:net";
import { frame } from "../../daemon/frames.ts";
import { parseDaemonOptions } from "../../daemon/options.ts";
import { startReader } from "../../daemon/reader-run.ts";

const options = parseDaemonOptions(process.argv[2] ?? "{}");
const withoutEffect = JSON.parse(process.argv[3] ?? "[]") as string[];
const launcher = new Socket({ fd: 3, readable: false, writable: true });
launcher.on("error", () => {});

async function run(): Promise<void> {
  // The reader is at work while the rest is loaded.
  const reader = startReader(options);
  const { runParent } = await import("./parent-process.ts");
  process.exitCode = await runParent(options, withoutEffect, reader, (exitCode, messages) => {
    const report = { ...(exitCode === undefined ? {} : { exitCode }), messages };
    launcher.end(Buffer.concat(frame(report)));
  });
}

void run();
