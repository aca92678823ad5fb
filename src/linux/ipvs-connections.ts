/** The kernel's table of IPVS connections, of the network namespace that the process is in. */
import { type ConnectionTable, parseConnections } from "../ipvs/connections/parse.ts";
import { NetlinkError } from "../netlink/netlink-error.ts";
import { readProcFile } from "./proc-file.ts";

const file = "/proc/net/ip_vs_conn";

/** Throws NetlinkError: ERR_NO_IPVS where the kernel has no such table, else the errno's name. */
export function readConnections(): ConnectionTable {
  try {
    return parseConnections(readProcFile(file));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "EIO";
    if (code === "ENOENT") {
      const message = `${file} is missing: load module ip_vs, or mount /proc of this network namespace`;
      throw new NetlinkError("ERR_NO_IPVS", message, { cause: error });
    }
    const remedy = code === "EACCES" ? ": run as root" : "";
    throw new NetlinkError(code, `${file} cannot be read (${code})${remedy}`, { cause: error });
  }
}
