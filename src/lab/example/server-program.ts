/** A real server program on a node of the lab: it sees the node's network and the node's name, and the machine's files. */
import { type ChildProcess, spawn } from "node:child_process";
import { listensOn } from "../kernel-files.ts";
import { LabError } from "../lab-error.ts";
import type { NamespaceSet } from "../topology/namespace-set.ts";
import type { NodeName } from "../topology/plan.ts";
import { waitFor } from "../wait-for.ts";

/** MariaDB, emulated, among others that start. */
const startLimitMs = 120_000;

/** Gives the node's name to what follows. */
const named = ["unshare", "--uts", "sh", "-c", 'busybox hostname "$0" && exec "$@"'];

/** Resolves when it listens on the port; it ends with the namespace. Errors: `PROGRAM_FAILED` with its last words. */
export async function startServerProgram(
  set: NamespaceSet,
  node: NodeName,
  command: readonly string[],
  port: number,
): Promise<void> {
  const [enter = "", ...args] = set.enter(node);
  const child: ChildProcess = spawn(enter, [...args, ...named, node, ...command], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let words = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      words = (words + text).slice(-2000);
    });
  }
  await waitFor(`${command[0]} on ${node} to listen on port ${port}`, startLimitMs, () => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
      throw new LabError("PROGRAM_FAILED", `"${command.join(" ")}" on ${node} ended: ${words.trim()}`);
    return listensOn(child.pid, port);
  });
}
