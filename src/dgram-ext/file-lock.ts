/** Locks on open files, for pid files: fcntl(2) record locks over the whole file, and flock(2). */
import { native } from "./native.ts";

export type LockMode = "shared" | "exclusive" | "unlocked";

const fcntlTypes: Record<LockMode, number> = { shared: 0, exclusive: 1, unlocked: 2 };
const flockOperations: Record<LockMode, number> = { shared: 1, exclusive: 2, unlocked: 8 };

/**
 * fcntl F_SETLK. False when another process holds a conflicting lock; never waits. The lock belongs to the process:
 * closing *any* descriptor of the file drops it, a child does not inherit it.
 */
export function lockRecord(fd: number, mode: LockMode): boolean {
  return native().fcntlLock(fd, fcntlTypes[mode]);
}

/** fcntl F_GETLK: the process whose lock stands in the way of this mode; undefined when there is none. */
export function lockHolder(fd: number, mode: "shared" | "exclusive"): number | undefined {
  const pid = native().fcntlLockHolder(fd, fcntlTypes[mode]);
  return pid === 0 ? undefined : pid;
}

/** flock LOCK_NB. False when another open file description holds a conflicting lock; children share the lock with `fd`. */
export function lockFile(fd: number, mode: LockMode): boolean {
  return native().flock(fd, flockOperations[mode]);
}
