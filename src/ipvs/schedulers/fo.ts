/** fo: the heaviest server gets everything; the first of the list when several are. */
import { type CreateScheduler, chosen, type ScheduledServer, takesConnections } from "./scheduler.ts";

/** The first of those with the highest weight. */
export function heaviest(servers: readonly ScheduledServer[]): ScheduledServer | undefined {
  return servers.reduce<ScheduledServer | undefined>(
    (most, server) => (most === undefined || server.weight > most.weight ? server : most),
    undefined,
  );
}

export const createFo: CreateScheduler = () => ({
  schedule: (_connection, servers) => {
    const server = heaviest(servers.filter(takesConnections));
    const rule = server === undefined ? "no server takes connections" : `highest weight ${server.weight}`;
    return chosen(server, rule);
  },
  changed: () => {},
});
