/** When lblc and lblcr leave the server that an address belongs to. */
import type { ScheduledServer } from "./scheduler.ts";

/** It has more active connections than it weighs, while another has less than half as many as that one weighs. */
export function isOverwhelmed(
  { active, weight }: ScheduledServer,
  servers: readonly ScheduledServer[],
): boolean {
  return active > weight && servers.some((other) => other.active * 2 < other.weight);
}
