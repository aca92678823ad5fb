/** Process control and file locks on Linux. */

import { closeSync, openSync } from "node:fs";
import {
  getLimit,
  lockHolder,
  lockRecord,
  onSignal,
  Socket,
  setChildSubreaper,
  setNamespace,
  setParentDeathSignal,
} from "../dgram-ext/index.ts";
import type { FileLocks, ProcessControl } from "../ports/processes.ts";

const sigterm = 15;

export const processControl: ProcessControl = {
  terminateWithParent: () => setParentDeathSignal(sigterm),
  becomeSubreaper: () => setChildSubreaper(true),
  onSignal: (number, listener) => void onSignal(number, listener),
};

export const fileLocks: FileLocks = {
  lock(fd) {
    if (lockRecord(fd, "exclusive")) return;
    throw Object.assign(new Error("another process has locked it"), { code: "EAGAIN" });
  },
  holder: (fd) => lockHolder(fd, "exclusive"),
};

/** Throws an Error with code ERR_VIGIL_ADDON, which says how to mend it, where the native addon was not built. */
export function requireAddon(): void {
  getLimit("nofile");
}

/** Moves this process into a network namespace, by `ip netns` name; must come before any name look-up or fs promise. */
export function enterNetworkNamespace(name: string): void {
  const fd = openSync(`/run/netns/${name}`, "r");
  try {
    setNamespace(fd, "net");
  } finally {
    closeSync(fd);
  }
}

/** One datagram to systemd's socket; a path that begins with "@" is abstract. */
export function sendNotification(path: string, text: string): void {
  const socket = Socket.open("unix", "datagram");
  try {
    const to = path.startsWith("@")
      ? { family: "unix" as const, abstract: path.slice(1) }
      : { family: "unix" as const, path };
    socket.send(Buffer.from(text, "utf8"), { to });
  } finally {
    socket.close();
  }
}
