/** ovf: the heaviest server until it has more active connections than it weighs, then the next. */
import { heaviest } from "./fo.ts";
import { type CreateScheduler, chosen, takesConnections } from "./scheduler.ts";

export const createOvf: CreateScheduler = () => ({
  schedule: (_connection, servers) => {
    const free = servers.filter((server) => takesConnections(server) && server.active <= server.weight);
    const server = heaviest(free);
    if (server === undefined) return chosen(undefined, "every server has more connections than it weighs");
    return chosen(server, `highest weight ${server.weight} with active connections up to it`);
  },
  changed: () => {},
});
