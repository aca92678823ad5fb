/** What the kernel's own files say of a network namespace: cheap enough to look many times a second, even in an emulated machine. */
import { readFileSync } from "node:fs";

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/net/${file}`, "latin1");
  } catch {
    // The process that stood for the namespace is gone, or the kernel has no such table yet.
    return "";
  }
}

/** True while that IPv4 address is local in the network namespace of the process (fib_trie lists it before "/32 host LOCAL"). */
export function hasLocalAddress(pid: number, address: string): boolean {
  const pattern = new RegExp(`\\|-- ${address.replaceAll(".", "\\.")}\\n\\s+/32 host LOCAL`);
  return pattern.test(read(pid, "fib_trie"));
}

/** "AC100105:0050" as "172.16.1.5:80". */
function endpoint(hex: string): string {
  const address = [0, 2, 4, 6].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return `${address.join(".")}:${Number.parseInt(hex.slice(9), 16)}`;
}

/** The IPv4 servers of all services together, in the kernel's order; undefined while there is no service. */
export function ipvsServers(pid: number): readonly string[] | undefined {
  const lines = read(pid, "ip_vs").split("\n").slice(3);
  if (lines.every((line) => line.trim() === "")) return undefined;
  return lines.flatMap((line) => {
    const hex = /^\s+-> ([0-9A-F]{8}:[0-9A-F]{4})/.exec(line)?.[1];
    return hex === undefined ? [] : [endpoint(hex)];
  });
}

/** How many servers the table has, those of all services and families together. */
export function countIpvsServers(pid: number): number {
  const lines = read(pid, "ip_vs").split("\n").slice(3);
  return lines.filter((line) => line.trimStart().startsWith("->")).length;
}

/** True while somebody in the network namespace of the process accepts TCP connections on that port of an IPv4 address. */
export function listensOn(pid: number, port: number): boolean {
  const end = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  return read(pid, "tcp")
    .split("\n")
    .some((line) => {
      const [, local = "", , state] = line.trim().split(/\s+/);
      // TCP_LISTEN of linux/tcp_states.h.
      return local.endsWith(end) && state === "0A";
    });
}

/** Connections that the director remembers, each as client, service and server. */
export function ipvsConnections(pid: number): readonly string[] {
  const lines = read(pid, "ip_vs_conn").split("\n").slice(1);
  return lines.flatMap((line) => {
    const words = line.trim().split(/\s+/);
    return words.length < 7 ? [] : [words.slice(0, 7).join(" ")];
  });
}
