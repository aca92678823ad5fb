/** lblc: each virtual address keeps its server until that one is overwhelmed; then, and at first, as wlc. */
import { formatAddress } from "../../values/address.ts";
import { DestinationMemory } from "./destination-memory.ts";
import { isOverwhelmed } from "./is-overwhelmed.ts";
import { leastLoaded, weightedOverhead } from "./least-loaded.ts";
import { type CreateScheduler, chosen, type ScheduledServer } from "./scheduler.ts";

export const createLblc: CreateScheduler = (_servers, { startS, expirationS }) => {
  const memory = new DestinationMemory<ScheduledServer>(startS, expirationS);
  return {
    schedule: ({ destination, atS }, servers) => {
      const kept = memory.find(destination, atS);
      // A server at its upper threshold keeps its addresses: the kernel does not look at it here.
      const isFit = kept?.available && kept.weight > 0 && !isOverwhelmed(kept, servers);
      if (isFit) return chosen(kept, `keeps ${formatAddress(destination)}`);
      const choice = leastLoaded(servers, weightedOverhead);
      if (choice.server !== undefined && choice.server !== kept) memory.set(destination, choice.server, atS);
      return choice;
    },
    changed: () => {},
  };
};
