/** lc: the fewest connections, whatever the weights. */
import { connectionOverhead, leastLoaded } from "./least-loaded.ts";
import type { CreateScheduler } from "./scheduler.ts";

export const createLc: CreateScheduler = () => ({
  schedule: (_connection, servers) =>
    leastLoaded(servers, (server) => ({ overhead: connectionOverhead(server), per: 1 })),
  changed: () => {},
});
