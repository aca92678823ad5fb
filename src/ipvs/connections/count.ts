/** How many connections there are of each state, server, client or service. */
import { assertNever } from "../../values/assert-never.ts";
import { endpointText, inetText, numericNames } from "../ipvsadm/endpoint-text.ts";
import { type ConnectionEndpoint, type IpvsConnection, isTemplate, templateMark } from "./connection.ts";

export const countingKeys = ["state", "server", "client", "service"] as const;
export type CountingKey = (typeof countingKeys)[number];

export interface ConnectionCount {
  readonly name: string;
  readonly connections: number;
  /** Persistence templates, which are no connections. */
  readonly templates: number;
}

/** The largest first, then by name. One step through the connections. */
export function countConnections(
  connections: readonly IpvsConnection[],
  by: CountingKey,
): readonly ConnectionCount[] {
  const counts = new Map<string, { connections: number; templates: number }>();
  for (const connection of connections) {
    const name = nameOf(connection, by);
    let count = counts.get(name);
    if (count === undefined) {
      count = { connections: 0, templates: 0 };
      counts.set(name, count);
    }
    if (isTemplate(connection)) count.templates++;
    else count.connections++;
  }
  return [...counts]
    .map(([name, count]) => ({ name, ...count }))
    .sort((a, b) => b.connections - a.connections || b.templates - a.templates || (a.name < b.name ? -1 : 1));
}

function nameOf(connection: IpvsConnection, by: CountingKey): string {
  switch (by) {
    case "state":
      return connection.state;
    case "server":
      return numericEndpoint(connection.server);
    case "client":
      return inetText(connection.client.address);
    case "service":
      return serviceOf(connection);
    default:
      return assertNever(by);
  }
}

export function numericEndpoint({ address, port }: ConnectionEndpoint): string {
  return endpointText(address, String(port), numericNames);
}

/** `TCP 10.0.0.1:80`, `firewall mark 9`. */
export function serviceOf(connection: IpvsConnection): string {
  const mark = templateMark(connection);
  if (mark !== undefined) return `firewall mark ${mark}`;
  return `${connection.protocol} ${numericEndpoint(connection.virtual)}`;
}
