/** Runs a command with an interface eth1 (172.16.1.3/24) in network and mount namespaces of its own, /run empty. */
import { spawnSync } from "node:child_process";

const setUp = [
  "ip link set lo up",
  "ip link add eth1 type veth peer name peer1",
  "ip link set eth1 up",
  "ip link set peer1 up",
  "ip addr add 172.16.1.3/24 dev eth1",
  "mount -t tmpfs none /run",
].join(" && ");

/** A pid namespace too, so that whatever a test leaves running ends with it. */
const unshareWords = ["-n", "-m", "-p", "--fork", "--kill-child", "--mount-proc"];

export interface Finished {
  /** undefined when it was still running after `limitS`, and was then stopped with SIGTERM. */
  readonly status: number | undefined;
  readonly output: string;
}

/** `script` is a shell's; its words `$1`… are `words`. */
export function runInNamespace(script: string, words: readonly string[] = [], limitS = 20): Finished {
  const result = spawnSync(
    "unshare",
    [...unshareWords, "sh", "-c", `${setUp} && ${script}`, "sh", ...words],
    {
      encoding: "utf8",
      timeout: limitS * 1000,
      killSignal: "SIGKILL",
    },
  );
  if (result.error !== undefined && !("code" in result.error && result.error.code === "ETIMEDOUT"))
    throw result.error;
  return { status: result.status ?? undefined, output: `${result.stdout}${result.stderr}` };
}

export const isRoot = process.getuid?.() === 0;
