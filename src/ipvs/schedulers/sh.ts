/** sh: a table of 256 buckets, filled down the list by weight; the client's address chooses the bucket. */
import { foldAddress, multiplicativeHash } from "./address-hash.ts";
import { HASH_PORT } from "./flags.ts";
import type { ClientConnection, CreateScheduler, ScheduledServer } from "./scheduler.ts";
import { lookUp } from "./table-look-up.ts";

const BITS = 8;
const SIZE = 1 << BITS;

/** A server fills as many buckets as it weighs, and one when it weighs nothing, before the next has its turn. */
export function fillByWeight(servers: readonly ScheduledServer[]): ScheduledServer[] {
  const table: ScheduledServer[] = [];
  while (servers.length > 0 && table.length < SIZE) {
    for (const server of servers) {
      for (let place = 0; place < Math.max(1, server.weight) && table.length < SIZE; place++)
        table.push(server);
    }
  }
  return table;
}

export const createSh: CreateScheduler = (servers, options) => {
  let table = fillByWeight(servers);
  const bucketOf = ({ client, clientPort }: ClientConnection, offset: number) => {
    const port = (options.flags & HASH_PORT) === 0 ? 0 : clientPort;
    return (offset + multiplicativeHash(port + foldAddress(client), BITS)) % SIZE;
  };
  return {
    schedule: (connection) => lookUp(table, (offset) => bucketOf(connection, offset), options.flags),
    changed: (changed) => {
      table = fillByWeight(changed);
    },
  };
};
