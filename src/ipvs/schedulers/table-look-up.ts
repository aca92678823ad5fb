/** Finding a server in a table of buckets, with the fallback that sh and mh have in common. */
import { FALLBACK } from "./flags.ts";
import { type Choice, chosen, type ScheduledServer, takesConnections } from "./scheduler.ts";

type Table = readonly (ScheduledServer | undefined)[];

/**
 * @param bucketOf the hash of this client with an offset, which is 0 for the first choice
 * @param flags of the service
 */
export function lookUp(table: Table, bucketOf: (offset: number) => number, flags: number): Choice {
  const first = bucketOf(0);
  const own = table[first];
  const name = `bucket ${first} of ${table.length}`;
  if (own === undefined) return chosen(undefined, `${name} is empty`);
  if (takesConnections(own)) return chosen(own, name);
  const busy = `${name} has ${own.id}, which takes none`;
  if ((flags & FALLBACK) === 0) return chosen(undefined, busy);
  for (let step = 0; step < table.length; step++) {
    const bucket = bucketOf((first + step) % table.length);
    const other = table[bucket];
    if (other === undefined) break;
    if (takesConnections(other)) return chosen(other, `${busy}; fallback to bucket ${bucket}`);
  }
  return chosen(undefined, `${busy}; no fallback takes any`);
}
