/** What the tutorial's files promise, in milliseconds. */

/** advert_int of both files. */
export const advertIntervalMs = 1000;

/** Skew_Time of VRRP version 2 (RFC 3768 6.1): the higher the priority, the shorter. */
export function skewMs(priority: number): number {
  return ((256 - priority) / 256) * 1000;
}

/** Priority of lvs02's file. */
export const backupPriority = 150;

/** Master_Down_Interval of lvs02: from the master's last advertisement to its own first. */
export const masterDownMs = 3 * advertIntervalMs + skewMs(backupPriority);

/** delay_loop 6, and retry 2 with a second before each: the misspelt delay_beefore_retry leaves the default. */
export const removalMs = 6000 + 2 * 1000;

/** delay_loop: a server that is down is asked so often. */
export const returnMs = 6000;
