/** The schedulers that look a server up in a table, and what their tables make of a list of servers. */
import { fillInTurn } from "./dh.ts";
import { maglevTable } from "./mh.ts";
import type { ScheduledServer } from "./scheduler.ts";
import { fillByWeight } from "./sh.ts";

type FillTable = (servers: readonly ScheduledServer[]) => readonly (ScheduledServer | undefined)[];

export const hashTables = { sh: fillByWeight, dh: fillInTurn, mh: maglevTable } as const satisfies Readonly<
  Record<string, FillTable>
>;

export type HashingScheduler = keyof typeof hashTables;

export function isHashing(name: string): name is HashingScheduler {
  return Object.hasOwn(hashTables, name);
}
