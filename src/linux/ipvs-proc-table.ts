/** The servers of the kernel's IPVS table in one reading, of the network namespace that the process is in. */
import { ProcTable } from "../ipvs/ipvsadm/proc-table.ts";
import { readProcBytes } from "./proc-file.ts";

/** Empty where the file cannot be read: /proc may be mounted without it, and netlink tells the same. */
export function readProcTable(): ProcTable {
  try {
    return new ProcTable(readProcBytes("/proc/net/ip_vs"));
  } catch {
    return new ProcTable(Buffer.alloc(0));
  }
}
