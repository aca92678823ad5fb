/** Programs that run in our network namespace and are known to write to the IPVS table. */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import type { IpvsWriter } from "../ports/ipvs.ts";

/** Names as the kernel has them (comm, at most 15 bytes). */
const knownWriters: ReadonlySet<string> = new Set([
  "keepalived",
  "vigil",
  "ldirectord",
  "surealived",
  "ipvsadm",
  "ipvsadm-restore",
  "kube-proxy",
  "kube-router",
  "seesaw_ncc",
  "gorb",
  "merlin",
]);

/**
 * At most `limit` of them, lowest pid first; those of our own daemon, `parentPid` and its children, are left out. A process
 * that ends while it is looked at is none.
 */
export function findIpvsWriters(parentPid: number, limit = 8): readonly IpvsWriter[] {
  const namespace = networkNamespace(process.pid);
  const found: IpvsWriter[] = [];
  for (const pid of processIds()) {
    const name = readComm(pid);
    if (name === undefined || !knownWriters.has(name)) continue;
    if (pid === process.pid || pid === parentPid || parentOf(pid) === parentPid) continue;
    // Without the right to look, it is named: better one too many.
    if ((networkNamespace(pid) ?? namespace) !== namespace) continue;
    found.push({ pid, name });
    if (found.length === limit) break;
  }
  return found;
}

function processIds(): readonly number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid > 0)
    .toSorted((a, b) => a - b);
}

function readComm(pid: number): string | undefined {
  return attempt(() => readFileSync(`/proc/${pid}/comm`, "utf8").trimEnd());
}

function networkNamespace(pid: number): string | undefined {
  return attempt(() => readlinkSync(`/proc/${pid}/ns/net`));
}

/** The fourth word of stat, counted behind the name, which may hold anything. */
function parentOf(pid: number): number | undefined {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  const after = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  return after?.[1] === undefined ? undefined : Number(after[1]);
}

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
