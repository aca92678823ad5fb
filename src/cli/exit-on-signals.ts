/** Turns the signals that end a command into an orderly exit, so that what runs at exit runs. */
import { constants } from "node:os";

/**
 * Exit status 128 plus the signal's number, as a shell shows a program that the signal ended. The handlers stay: a second
 * signal, such as that of a dying parent, must not cut short what runs at exit.
 */
export function exitOnSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => process.exit(128 + constants.signals[signal]));
  }
}
