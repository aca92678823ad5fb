/** Keeps a message that a stranger's packets can provoke from filling the log. */

/** Between two lines with the same key. */
export const LOG_LIMIT_US = 60_000_000;

/** When a line of this key was last written, and how many were held back since. */
interface LogLimit {
  readonly writtenAtUs: number;
  readonly heldBack: number;
}

/** By message key; bounded, because keys are the reasons of the program and never come from a packet. */
export type LogLimits = Readonly<Record<string, LogLimit>>;

/** The line to write now, undefined while its key was heard less than `LOG_LIMIT_US` ago. */
export function limitLog(
  limits: LogLimits,
  key: string,
  text: string,
  nowUs: number,
): { readonly limits: LogLimits; readonly text: string | undefined } {
  const last = limits[key];
  if (last !== undefined && nowUs - last.writtenAtUs < LOG_LIMIT_US) {
    return { limits: { ...limits, [key]: { ...last, heldBack: last.heldBack + 1 } }, text: undefined };
  }
  const more = last === undefined || last.heldBack === 0 ? "" : ` (${last.heldBack} more like it before)`;
  return { limits: { ...limits, [key]: { writtenAtUs: nowUs, heldBack: 0 } }, text: text + more };
}
