/** rr: one server after the other, down the list. */
import { type CreateScheduler, chosen, type ScheduledServer, takesConnections } from "./scheduler.ts";

/**
 * Remembers the server that got the last connection; at first, and when it was the head and is gone, the place before the
 * head. Weights count only as 0 and not 0.
 */
export const createRr: CreateScheduler = () => {
  let last: ScheduledServer | undefined;
  return {
    schedule: (_connection, servers) => {
      const start = last === undefined ? 0 : servers.indexOf(last) + 1;
      const turn = [...servers.slice(start), ...servers.slice(0, start)];
      const next = turn.find(takesConnections);
      if (next === undefined) return chosen(undefined, "no server takes connections");
      const rule = last === undefined ? "first of the list" : `next after ${last.id}`;
      last = next;
      return chosen(next, rule);
    },
    changed: (_servers, change) => {
      if (change.kind === "removed" && change.server === last) last = change.previous;
    },
  };
};
