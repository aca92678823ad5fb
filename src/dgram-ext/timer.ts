/** One timerfd(2) with an absolute CLOCK_MONOTONIC deadline in microseconds: ten times nearer to it than setTimeout. */
import { type NativeHandle, native } from "./native.ts";

/** CLOCK_REALTIME in whole microseconds: what SO_TIMESTAMPNS counts in. It may jump; durations are not its business. */
export function realtimeUs(): number {
  return native().realtimeUs();
}

export class DeadlineTimer {
  #fd: number;
  readonly #handle: NativeHandle;

  /** `callback` runs once after each deadline that was set and reached, never before it. */
  constructor(callback: () => void) {
    const fd = native().timerCreate();
    this.#fd = fd;
    this.#handle = native().pollOpen(fd, () => {
      // Set anew or cleared since the poll: nothing to read, and nothing is due.
      if (this.#fd !== fd || native().timerRead(fd) === 0) return;
      native().handleRef(this.#handle, false);
      callback();
    });
    native().handleRef(this.#handle, false);
    native().pollStart(this.#handle, 1);
  }

  /** A deadline in the past is due at once. Keeps the process alive until it is reached. */
  set(deadlineUs: number): void {
    native().timerSet(this.#fd, Math.max(0, deadlineUs));
    native().handleRef(this.#handle, true);
  }

  clear(): void {
    native().timerSet(this.#fd, -1);
    native().handleRef(this.#handle, false);
  }

  /** A second call does nothing. */
  close(): void {
    if (this.#fd === -1) return;
    native().handleClose(this.#handle);
    native().close(this.#fd);
    this.#fd = -1;
  }
}
