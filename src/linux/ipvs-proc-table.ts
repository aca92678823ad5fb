/** The servers of the kernel's IPVS table in one reading, of the network namespace that the process is in. */
import { readFileSync } from "node:fs";
import { parseProcTable, type ServerLine } from "../ipvs/proc-table.ts";

/** Empty where the file cannot be read: /proc may be mounted without it, and netlink tells the same. */
export function readProcTable(): ReadonlyMap<string, readonly ServerLine[]> {
  try {
    return parseProcTable(readFileSync("/proc/net/ip_vs", "latin1"));
  } catch {
    return new Map();
  }
}
