/** Which network namespace of which boot the process is in: what a file about its addresses must name. */
import { readFileSync, readlinkSync } from "node:fs";
import { SOL_SOCKET, Socket } from "../dgram-ext/index.ts";

/** Linux 5.14. */
const SO_NETNS_COOKIE = 71;

export interface NamespaceId {
  /** Fit for a file name. */
  readonly network: string;
  /** The boot's UUID. */
  readonly boot: string;
}

/** The kernel never gives a cookie twice in one boot, as it does with the inode numbers that older kernels have alone. */
export function namespaceId(): NamespaceId {
  const boot = readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim();
  const socket = Socket.open("inet", "datagram");
  try {
    const cookie = socket.getOption(SOL_SOCKET, SO_NETNS_COOKIE, 8);
    return { network: `${Buffer.from(cookie).readBigUInt64LE()}`, boot };
  } catch {
    const inode = /\d+/.exec(readlinkSync("/proc/thread-self/ns/net"))?.[0] ?? "0";
    return { network: `inode-${inode}`, boot };
  } finally {
    socket.close();
  }
}
