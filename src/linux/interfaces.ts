/** The network interfaces of the process's namespace, as far as a configuration's checks want to know them. */
import type { InterfaceFacts } from "../config/host-facts.ts";
import { LinuxRouting } from "./routing.ts";

/** Over rtnetlink: files do not tell the kind of an interface, and those of /sys belong to the mount's namespace. */
export function hostInterfaces(): InterfaceFacts[] {
  const routing = new LinuxRouting();
  try {
    return routing.links().map(({ name, loopback, multicast, kind }) => {
      return {
        name,
        loopback,
        multicast,
        macvlan: kind === "macvlan",
        ipvlan: kind === "ipvlan",
        vrf: kind === "vrf",
      };
    });
  } finally {
    routing.close();
  }
}
