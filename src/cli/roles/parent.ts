/** Entry of the detached parent: reports the end of its start on descriptor 3, then lets go of it. */
import { Socket } from "node:net";
import { parseDaemonOptions } from "../../daemon/options.ts";
import { runParent } from "./parent-process.ts";

const launcher = new Socket({ fd: 3, readable: false, writable: true });
launcher.on("error", () => {});

const withoutEffect = JSON.parse(process.argv[3] ?? "[]") as string[];
void runParent(parseDaemonOptions(process.argv[2] ?? "{}"), withoutEffect, (exitCode, messages) => {
  launcher.end(`${JSON.stringify({ ...(exitCode === undefined ? {} : { exitCode }), messages })}\n`);
}).then((status) => {
  process.exitCode = status;
});
