/** Starts the installed keepalived as a daemon and tells what it ends with; 0 when it runs. */
import { spawnSync } from "node:child_process";
import type { OracleCase } from "./oracle.ts";
import { withCase } from "./oracle.ts";

/** By then it has read its file and started its processes, or ended. */
const STARTED_MS = 2000;

export function keepalivedExit(one: OracleCase): number {
  return withCase(one, (file) => {
    const pidFiles = ["-p", `${file}.pid`, "-r", `${file}.vrrp.pid`, "-c", `${file}.checkers.pid`];
    const { status, error } = spawnSync("keepalived", ["-n", "-f", file, ...pidFiles], {
      stdio: "ignore",
      timeout: STARTED_MS,
    });
    return error === undefined ? (status ?? 139) : 0;
  });
}
