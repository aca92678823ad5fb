/** wlc: the fewest connections for the weight. */
import { leastLoaded, weightedOverhead } from "./least-loaded.ts";
import type { CreateScheduler } from "./scheduler.ts";

export const createWlc: CreateScheduler = () => ({
  schedule: (_connection, servers) => leastLoaded(servers, weightedOverhead),
  changed: () => {},
});
