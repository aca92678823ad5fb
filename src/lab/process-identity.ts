/** Names a process so that a later reader can tell it from another one that got the same pid. */
import { readFileSync } from "node:fs";

/** Field 22 of /proc/PID/stat, in clock ticks since boot; the name in parentheses may itself hold blanks. */
function startTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}

/** `PID:START`, what lock and owner files hold. */
export function processIdentity(pid: number = process.pid): string {
  return `${pid}:${startTime(pid) ?? "gone"}`;
}

/** True while the very process that the text names is running. */
export function isRunning(identity: string): boolean {
  const [pid, start] = identity.trim().split(":");
  const now = startTime(Number(pid));
  return now !== undefined && now === start;
}
