/** Comparing servers by their connections, as lc, wlc, sed, nq, lblc and lblcr do. */
import { type Choice, type Load, type ScheduledServer, takesConnections } from "./scheduler.ts";

/** An active connection weighs as much as 256 inactive ones. */
export function connectionOverhead({ active, inactive }: ScheduledServer): number {
  return active * 256 + inactive;
}

export function weightedOverhead(server: ScheduledServer): Load {
  return { overhead: connectionOverhead(server), per: server.weight };
}

/** The kernel compares products of whole numbers: nothing is rounded, and equal stays equal. */
export function isLess(a: Load, b: Load): boolean {
  return a.overhead * b.per < b.overhead * a.per;
}

/** Of equally loaded servers the first of the list wins. */
export function leastLoaded(
  servers: readonly ScheduledServer[],
  loadOf: (server: ScheduledServer) => Load,
): Choice {
  const loads = servers.map((server) => (takesConnections(server) ? loadOf(server) : undefined));
  let least: { readonly server: ScheduledServer; readonly load: Load } | undefined;
  for (const [index, server] of servers.entries()) {
    const load = loads[index];
    if (load !== undefined && (least === undefined || isLess(load, least.load))) least = { server, load };
  }
  const rule = least === undefined ? "no server takes connections" : "least overhead";
  return { server: least?.server, because: { rule, loads } };
}
