/** dh: a table of 256 buckets with the servers in turn, whatever they weigh; the virtual address chooses the bucket. */
import { foldAddress, multiplicativeHash } from "./address-hash.ts";
import type { CreateScheduler, ScheduledServer } from "./scheduler.ts";
import { lookUp } from "./table-look-up.ts";

const BITS = 8;
const SIZE = 1 << BITS;

/** One bucket each, again and again. */
export function fillInTurn(servers: readonly ScheduledServer[]): readonly (ScheduledServer | undefined)[] {
  return Array.from({ length: SIZE }, (_, bucket) => servers[bucket % servers.length]);
}

export const createDh: CreateScheduler = (servers) => {
  let table = fillInTurn(servers);
  return {
    schedule: ({ destination }) => lookUp(table, () => multiplicativeHash(foldAddress(destination), BITS), 0),
    changed: (changed) => {
      table = fillInTurn(changed);
    },
  };
};
