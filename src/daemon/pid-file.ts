/** Pid files: written last, locked while their process lives, so that a second daemon sees the first. */
import {
  closeSync,
  constants,
  fchmodSync,
  ftruncateSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import type { FileLocks } from "../ports/processes.ts";
import { makeFolder } from "./state-file.ts";

export interface PidFile {
  /** Removes the file; its lock goes with the descriptor. */
  remove(): void;
}

/** The process that holds a pid file's lock; undefined when nobody does. */
export function holderOf(path: string, locks: FileLocks): number | undefined {
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDWR | constants.O_NOFOLLOW);
  } catch {
    return undefined;
  }
  try {
    const lockHolder = locks.holder(fd);
    if (lockHolder !== undefined) return lockHolder;
    return unlockedHolder(path);
  } finally {
    closeSync(fd);
  }
}

/** keepalived before 2.3 writes its pid without a lock: believe it when such a process runs under that name. */
function unlockedHolder(path: string): number | undefined {
  const pid = Number.parseInt(readFileSync(path, "latin1"), 10);
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return undefined;
  try {
    const name = readFileSync(`/proc/${pid}/comm`, "latin1").trim();
    return name === "keepalived" ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Writes this process's pid; throws with the errno's code, EAGAIN when another process holds the file. */
export function writePidFile(path: string, locks: FileLocks): PidFile {
  makeFolder(dirname(path), 0o755);
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW;
  const fd = openSync(path, flags, 0o644);
  try {
    locks.lock(fd);
    fchmodSync(fd, 0o644);
    ftruncateSync(fd, 0);
    writeSync(fd, `${process.pid}\n`);
  } catch (error) {
    closeSync(fd);
    throw error;
  }
  return {
    remove() {
      try {
        unlinkSync(path);
      } finally {
        closeSync(fd);
      }
    },
  };
}
