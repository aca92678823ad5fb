/** nq: the first server without an active connection; when all have some, the shortest expected delay. */
import { leastLoaded } from "./least-loaded.ts";
import { type CreateScheduler, takesConnections } from "./scheduler.ts";
import { expectedDelay } from "./sed.ts";

export const createNq: CreateScheduler = () => ({
  schedule: (_connection, servers) => {
    const byDelay = leastLoaded(servers, expectedDelay);
    const idle = servers.find((server) => takesConnections(server) && server.active === 0);
    if (idle === undefined) return byDelay;
    return { server: idle, because: { ...byDelay.because, rule: "first idle one" } };
  },
  changed: () => {},
});
