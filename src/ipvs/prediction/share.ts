/** How many of the connections each server got. */
import type { ServerState } from "./course.ts";

export interface Share {
  /** Undefined: the connections that no server got. */
  readonly server: string | undefined;
  readonly weight: number;
  readonly connections: number;
  /** 0 to 1, of all connections. */
  readonly share: number;
}

/** A line for each server of the list, and one for what was refused, if anything was. */
export function sharesOf(
  servers: readonly Pick<ServerState, "id" | "weight">[],
  chosen: Iterable<string | undefined>,
): readonly Share[] {
  const counts = new Map<string | undefined, number>();
  let total = 0;
  for (const server of chosen) {
    counts.set(server, (counts.get(server) ?? 0) + 1);
    total++;
  }
  const line = (server: string | undefined, weight: number): Share => {
    const connections = counts.get(server) ?? 0;
    return { server, weight, connections, share: total === 0 ? 0 : connections / total };
  };
  const lines = servers.map(({ id, weight }) => line(id, weight));
  return counts.has(undefined) ? [...lines, line(undefined, 0)] : lines;
}
