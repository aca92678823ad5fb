/** What the daemon's processes ask of the kernel beyond what Node offers. */

/** fcntl(2) record locks over a whole file, which end with the process. */
export interface FileLocks {
  /** Takes the exclusive lock; throws with code EAGAIN or EACCES when another process has it. */
  lock(fd: number): void;
  /** The process that holds a conflicting lock; undefined when none does. */
  holder(fd: number): number | undefined;
}

export interface ProcessControl {
  /** Asks the kernel for SIGTERM when the parent dies, however it dies. */
  terminateWithParent(): void;
  /** Orphaned grandchildren become this process's children. */
  becomeSubreaper(): void;
  /** Delivers a signal that Node has no name for, real-time signals among them. */
  onSignal(number: number, listener: () => void): void;
}
