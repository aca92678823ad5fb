/** lblcr: each virtual address has a set of servers; it grows when its best one is overwhelmed and shrinks when left alone. */
import { formatAddress } from "../../values/address.ts";
import { DestinationMemory } from "./destination-memory.ts";
import { isOverwhelmed } from "./is-overwhelmed.ts";
import { isLess, leastLoaded, weightedOverhead } from "./least-loaded.ts";
import type { Choice, CreateScheduler, ScheduledServer } from "./scheduler.ts";

interface ServerSet {
  /** The newest member stands first. */
  members: readonly ScheduledServer[];
  changedS: number;
}

/** The set's best server by wlc; loads are told by the service's list, as in every choice. */
function bestOf(set: ServerSet, servers: readonly ScheduledServer[]): Choice {
  const present = set.members.filter(({ available }) => available);
  const { server, because } = leastLoaded(present, weightedOverhead);
  const loads = servers.map((one) => because.loads[present.indexOf(one)]);
  return { server, because: { rule: because.rule, loads } };
}

/** Servers that are gone count too, with the connections they still have. */
function worstOf({ members }: ServerSet): ScheduledServer | undefined {
  return members
    .filter(({ weight }) => weight > 0)
    .reduce<ScheduledServer | undefined>(
      (most, server) =>
        most === undefined || isLess(weightedOverhead(most), weightedOverhead(server)) ? server : most,
      undefined,
    );
}

export const createLblcr: CreateScheduler = (_servers, { startS, expirationS }) => {
  const memory = new DestinationMemory<ServerSet>(startS, expirationS);
  return {
    schedule: ({ destination, atS }, servers) => {
      const set = memory.find(destination, atS);
      if (set === undefined) {
        const choice = leastLoaded(servers, weightedOverhead);
        if (choice.server !== undefined) {
          memory.set(destination, { members: [choice.server], changedS: atS }, atS);
        }
        return choice;
      }
      const best = bestOf(set, servers);
      shrink(set, atS, expirationS);
      if (best.server !== undefined && !isOverwhelmed(best.server, servers)) {
        return {
          ...best,
          because: { ...best.because, rule: `best of the set of ${formatAddress(destination)}` },
        };
      }
      const choice = leastLoaded(servers, weightedOverhead);
      join(set, choice.server, atS);
      return choice;
    },
    changed: () => {},
  };
};

/** A set of several that has not changed for the expiration loses its most loaded member. */
function shrink(set: ServerSet, nowS: number, expirationS: number): void {
  if (set.members.length < 2 || nowS <= set.changedS + expirationS) return;
  const worst = worstOf(set);
  if (worst === undefined) return;
  set.members = set.members.filter((member) => member !== worst);
  set.changedS = nowS;
}

function join(set: ServerSet, server: ScheduledServer | undefined, nowS: number): void {
  if (server === undefined || set.members.includes(server)) return;
  set.members = [server, ...set.members];
  set.changedS = nowS;
}
