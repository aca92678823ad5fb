/** The kernel of this host, as far as virtual addresses and settings go. */
import { LinuxLinks } from "../linux/links.ts";
import { LinuxRouting } from "../linux/routing.ts";
import { sysctl } from "../linux/sysctl.ts";
import type { HostPorts } from "../realserver/apply.ts";

/** Runs with sockets that are closed when it ends. */
export function withHost<T>(action: (ports: HostPorts) => T): T {
  const routing = new LinuxRouting();
  const links = new LinuxLinks();
  try {
    return action({ routing, links, sysctl });
  } finally {
    routing.close();
    links.close();
  }
}
