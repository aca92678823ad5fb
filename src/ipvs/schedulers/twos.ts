/** twos: two servers at random, by weight; the less loaded of them. */
import { connectionOverhead, isLess, weightedOverhead } from "./least-loaded.ts";
import { type CreateScheduler, chosen, type ScheduledServer, takesConnections } from "./scheduler.ts";

/** The server at which the sum of the weights reaches `ticket`, a whole number below their total. */
function drawn(servers: readonly ScheduledServer[], ticket: number): ScheduledServer | undefined {
  let left = ticket;
  return servers.find((server) => {
    left -= server.weight;
    return left <= 0;
  });
}

/** The kernel's dice are its own: a forecast made with others tells shares, not the course. */
export const createTwos: CreateScheduler = (_servers, { random }) => ({
  schedule: (_connection, servers) => {
    const candidates = servers.filter(takesConnections);
    const total = candidates.reduce((sum, { weight }) => sum + weight, 0);
    const draw = () => drawn(candidates, Math.floor(random() * total));
    const [first, second] = [draw(), draw()];
    if (first === undefined || second === undefined) return chosen(undefined, "no server takes connections");
    const better = isLess(weightedOverhead(second), weightedOverhead(first)) ? second : first;
    const loads = servers.map((server) =>
      server === first || server === second
        ? { overhead: connectionOverhead(server), per: server.weight }
        : undefined,
    );
    return { server: better, because: { rule: "the better of two drawn", loads } };
  },
  changed: () => {},
});
