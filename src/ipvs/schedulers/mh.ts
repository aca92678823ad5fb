/** mh: Google's Maglev table; the client's address chooses the place. */
import type { IpAddress } from "../../values/address.ts";
import { foldAddress } from "./address-hash.ts";
import { HASH_PORT } from "./flags.ts";
import { greatestCommonDivisor } from "./greatest-common-divisor.ts";
import { hsiphash } from "./hsiphash.ts";
import type { CreateScheduler, ScheduledServer } from "./scheduler.ts";
import { lookUp } from "./table-look-up.ts";

/** The kernel's build setting CONFIG_IP_VS_MH_TAB_INDEX, 12 unless somebody chose another: its prime, and half its bits. */
const SIZE = 4093;
const MOST_TURNS_BITS = 6;

const PLACE_KEY = 2_654_435_761n;
const SKIP_KEY = 2_654_446_892n;

function hash(address: IpAddress, port: number, key: bigint, offset: number): number {
  return hsiphash(offset + port + foldAddress(address), key);
}

/** Places that a server takes in each round: its weight without the common divisor, cut to about 6 bits for the heaviest. */
function turnsOf(servers: readonly ScheduledServer[]): number[] {
  const weights = servers.map(({ lastWeight }) => lastWeight);
  const divisor = weights.filter((weight) => weight > 0).reduce(greatestCommonDivisor, 0);
  if (divisor === 0) return weights.map(() => 0);
  const bits = 32 - Math.clz32(Math.floor(Math.max(...weights) / divisor));
  const shift = Math.max(0, bits - MOST_TURNS_BITS);
  return weights.map((weight) => (weight === 0 ? 0 : Math.max(1, Math.floor(weight / divisor) >> shift)));
}

/** Each server walks its own permutation of the places and takes the next free one, in turns, down the list. */
export function maglevTable(servers: readonly ScheduledServer[]): readonly (ScheduledServer | undefined)[] {
  const turns = turnsOf(servers);
  const walkers = servers.flatMap((server, index) => {
    const { address, port } = server;
    const own = {
      server,
      turns: turns[index] ?? 0,
      place: hash(address, port, PLACE_KEY, 0) % SIZE,
      skip: (hash(address, port, SKIP_KEY, 0) % (SIZE - 1)) + 1,
    };
    return own.turns === 0 ? [] : [own];
  });
  const table = new Array<ScheduledServer | undefined>(SIZE).fill(undefined);
  let free = walkers.length === 0 ? 0 : SIZE;
  while (free > 0) {
    for (const walker of walkers) {
      for (let turn = 0; turn < walker.turns && free > 0; turn++, free--) {
        while (table[walker.place] !== undefined) walker.place = (walker.place + walker.skip) % SIZE;
        table[walker.place] = walker.server;
      }
    }
  }
  return table;
}

export const createMh: CreateScheduler = (servers, options) => {
  let table = maglevTable(servers);
  return {
    schedule: ({ client, clientPort }) => {
      const port = (options.flags & HASH_PORT) === 0 ? 0 : clientPort;
      return lookUp(table, (offset) => hash(client, port, PLACE_KEY, offset) % SIZE, options.flags);
    },
    changed: (changed) => {
      table = maglevTable(changed);
    },
  };
};
