/** Reads the kernel's connection table as /proc/net/ip_vs_conn writes it. */
import { parseProcEndpoint } from "../proc-endpoint.ts";
import type { IpvsConnection } from "./connection.ts";

export interface ConnectionTable {
  readonly connections: readonly IpvsConnection[];
  /** Lines that are not what the kernel writes, by number; the heading is line 1. */
  readonly unreadable: readonly number[];
}

const columnsWithoutEngine = 8;

/** One step through the text, whatever its length. The first line is the heading. */
export function parseConnections(text: string): ConnectionTable {
  const connections: IpvsConnection[] = [];
  const unreadable: number[] = [];
  let number = 1;
  for (let start = endOfLine(text, 0) + 1; start < text.length; ) {
    const end = endOfLine(text, start);
    const connection = parseLine(text.slice(start, end));
    number++;
    if (connection !== undefined) connections.push(connection);
    else unreadable.push(number);
    start = end + 1;
  }
  return { connections, unreadable };
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end < 0 ? text.length : end;
}

/** An engine's data may hold anything but white space, so it ends the line. */
function parseLine(line: string): IpvsConnection | undefined {
  const words = line.split(" ").filter((word) => word !== "");
  const [protocol = "", from = "", fromPort = "", to = "", toPort = "", dest = "", destPort = ""] = words;
  const [state = "", expires = "", engine, data] = words.slice(columnsWithoutEngine - 1);
  const client = parseProcEndpoint(from, fromPort);
  const virtual = parseProcEndpoint(to, toPort);
  const server = parseProcEndpoint(dest, destPort);
  if (client === undefined || virtual === undefined || server === undefined || !/^\d{1,10}$/.test(expires)) {
    return undefined;
  }
  return {
    protocol,
    client,
    virtual,
    server,
    state,
    expiresS: Number(expires),
    ...(engine === undefined || data === undefined ? {} : { persistenceEngine: { name: engine, data } }),
  };
}
