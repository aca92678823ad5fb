/** Whether two directors' tables of sh, dh or mh send a client to the same server. */
import { type HashingScheduler, hashTables } from "../schedulers/hash-tables.ts";
import type { ScheduledServer } from "../schedulers/scheduler.ts";

export interface MapDifference {
  /** Places of the table that have another server. */
  readonly places: number;
  readonly of: number;
}

export function mapDifference(
  scheduler: HashingScheduler,
  one: readonly ScheduledServer[],
  other: readonly ScheduledServer[],
): MapDifference {
  const [left, right] = [hashTables[scheduler](one), hashTables[scheduler](other)];
  const of = Math.max(left.length, right.length);
  let places = 0;
  for (let place = 0; place < of; place++) if (left[place]?.id !== right[place]?.id) places++;
  return { places, of };
}
