/** sed: the fewest active connections for the weight, this one counted in. */
import { leastLoaded } from "./least-loaded.ts";
import type { CreateScheduler, Load, ScheduledServer } from "./scheduler.ts";

/** Inactive connections do not count. */
export function expectedDelay({ active, weight }: ScheduledServer): Load {
  return { overhead: active + 1, per: weight };
}

export const createSed: CreateScheduler = () => ({
  schedule: (_connection, servers) => leastLoaded(servers, expectedDelay),
  changed: () => {},
});
