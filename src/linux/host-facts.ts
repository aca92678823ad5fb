/** What a configuration's checks want to know of this host, in the network namespace of the process. */
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import type { HostFacts } from "../config/host-facts.ts";

/** /proc/net follows the namespace of the process, which /sys/class/net does not (it belongs to the mount). */
export function readHostFacts(): HostFacts {
  const names = readFileSync("/proc/net/dev", "latin1")
    .split("\n")
    .slice(2)
    .map((line) => line.slice(0, line.lastIndexOf(":")).trim())
    .filter((name) => name !== "");
  // The kernel makes each namespace's one loopback device, and its name is fixed (drivers/net/loopback.c).
  return { hostName: hostname(), interfaces: names.map((name) => ({ name, loopback: name === "lo" })) };
}
