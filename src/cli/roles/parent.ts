/** Entry of the detached parent: reports the end of its start on descriptor 3, then lets go of it. */
import { Socket } from "node:net";
import { frame } from "../../daemon/frames.ts";
import { parseDaemonOptions } from "../../daemon/options.ts";
import { runParent } from "./parent-process.ts";

const launcher = new Socket({ fd: 3, readable: false, writable: true });
launcher.on("error", () => {});

const withoutEffect = JSON.parse(process.argv[3] ?? "[]") as string[];
void runParent(parseDaemonOptions(process.argv[2] ?? "{}"), withoutEffect, (exitCode, messages) => {
  const report = { ...(exitCode === undefined ? {} : { exitCode }), messages };
  launcher.end(Buffer.concat(frame(report)));
}).then((status) => {
  process.exitCode = status;
});
