/** The intervals of RFC 3768 6.1, in whole microseconds. */
import type { VrrpInstanceConfig } from "../config/model.ts";

const SECOND_US = 1_000_000;
/** keepalived's default for `down_timer_adverts`, and the RFC's constant. */
const MISSED_ADVERTS = 3;

/** Skew_Time = (256 - Priority) / 256 seconds: of several backups the best is the first to wake. */
export function skewUs(priority: number): number {
  return Math.round(((256 - priority) * SECOND_US) / 256);
}

/** Master_Down_Interval = 3 * Advertisement_Interval + Skew_Time. */
export function masterDownUs(config: Pick<VrrpInstanceConfig, "advertIntervalUs" | "priority">): number {
  return MISSED_ADVERTS * config.advertIntervalUs + skewUs(config.priority);
}
