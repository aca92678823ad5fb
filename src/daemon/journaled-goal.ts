/** What the table should be, for somebody outside the daemon: its configuration, and the verdicts in its journal. */
import type { ServiceConfig } from "../config/model.ts";
import { serverId } from "../health/pool.ts";
import { desiredTable } from "../ipvs/desired.ts";
import type { Goal } from "../ipvs/reconcile.ts";
import { readJournal } from "./service-journal.ts";

export interface JournaledGoal extends Goal {
  /** Configured servers that a daemon's checks have found dead: they are rightly missing. */
  readonly deadServers: number;
  /** Why the journal does not count; undefined where it does, or where there is none. */
  readonly journalProblem?: string;
}

/** Without a journal every server is taken for alive. */
export function journaledGoal(services: readonly ServiceConfig[], journalPath: string): JournaledGoal {
  const journal = readJournal(journalPath);
  const { services: ours, deadServers } =
    "value" in journal ? journal.value : { services: [], deadServers: [] };
  const dead = new Set(deadServers);
  const isUp = (service: ServiceConfig, server: ServiceConfig["realServers"][number]) =>
    !dead.has(serverId(service, server));
  return {
    desired: desiredTable(services, isUp),
    ours,
    deadServers: services
      .flatMap((service) => service.realServers.map((server) => isUp(service, server)))
      .filter((up) => !up).length,
    ...("reason" in journal ? { journalProblem: `${journalPath}: ${journal.reason}` } : {}),
  };
}
