/** The number of generic netlink family IPVS, with the kernel's module loaded if need be. */
import { resolveFamily } from "../netlink/generic.ts";
import { NetlinkError } from "../netlink/netlink-error.ts";
import type { NetlinkSession } from "../netlink/session.ts";

const IPVS_FAMILY_NAME = "IPVS";
const modprobe = "/sbin/modprobe";
const modprobeTimeoutMs = 10_000;

/** Throws NetlinkError: ERR_NO_IPVS when the kernel has none. */
export function resolveIpvsFamily(session: NetlinkSession): number {
  const loaded = tryResolve(session);
  if (typeof loaded === "number") return loaded;
  const reason = loadModule();
  const found = tryResolve(session);
  if (typeof found === "number") return found;
  throw new NetlinkError(
    "ERR_NO_IPVS",
    `this kernel has no IPVS${reason === undefined ? "" : ` (${reason})`}: load module ip_vs, or use a kernel built with CONFIG_IP_VS`,
    { cause: found },
  );
}

/** The family's number, or why it is missing. Throws for every other failure. */
function tryResolve(session: NetlinkSession): number | NetlinkError {
  try {
    return resolveFamily(session, IPVS_FAMILY_NAME);
  } catch (error) {
    if (error instanceof NetlinkError && error.code === "ENOENT") return error;
    throw error;
  }
}

/** Loads ip_vs; the reason in one line where that failed. */
function loadModule(): string | undefined {
  // Most often it is loaded, and Node takes long to load this module of its own.
  const { execFileSync } = process.getBuiltinModule("node:child_process");
  try {
    execFileSync(modprobe, ["ip_vs"], { stdio: ["ignore", "ignore", "pipe"], timeout: modprobeTimeoutMs });
    return undefined;
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: Buffer };
    const said = stderr?.toString().trim().split("\n")[0];
    return said === undefined || said === "" ? message : said;
  }
}
