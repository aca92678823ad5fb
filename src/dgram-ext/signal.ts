/** Signals by number, real-time ones included, which Node's process.on() cannot name (keepalived uses RTMIN+2 = 36 and RTMAX-1 = 63). */
import { native } from "./native.ts";

/**
 * Calls back on every arrival of the signal until the returned function is called; does not keep the process alive.
 * Several of one number arriving together may be reported once. Throws EINVAL for a number that cannot be caught.
 */
export function onSignal(signal: number, callback: (signal: number) => void): () => void {
  const handle = native().signalOpen(callback);
  try {
    native().signalStart(handle, signal);
    native().handleRef(handle, false);
  } catch (error) {
    native().handleClose(handle);
    throw error;
  }
  return () => native().handleClose(handle);
}
