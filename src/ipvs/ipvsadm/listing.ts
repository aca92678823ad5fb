/** The table of services and servers as `ipvsadm -L` prints it, to the byte. */
import { assertNever } from "../../values/assert-never.ts";
import type { IpvsInfo } from "../decode.ts";
import type { IpvsCounters, ListedServer, ListedService } from "../listing.ts";
import type { ServerLine } from "../proc-table.ts";
import { shortCounter, wholeCounter } from "./counter-text.ts";
import { type EndpointNames, tableColumn, tableEndpoint } from "./endpoint-text.ts";
import type { ListOptions } from "./list-options.ts";
import { sortServers, sortServices } from "./listing-order.ts";
import { methodText, tunnelText } from "./server-text.ts";
import { serviceText } from "./service-text.ts";

type Columns = ListOptions["columns"];
export type TableOptions = Pick<ListOptions, "columns" | "exact" | "sorted">;

/** The servers of a service, asked for when its line has been written: a large table is never in memory as a whole. */
export type ServersOf = (service: ListedService) => readonly ListedServer[];

export function tableText(
  services: readonly ListedService[],
  serversOf: ServersOf,
  options: TableOptions,
  names: EndpointNames,
): string {
  return joined(services, serversOf, (server) => serverColumns(server, options), options, names);
}

/** The listing without any option that asks for other columns, which needs less of each server. */
export function plainTableText(
  services: readonly ListedService[],
  serversOf: (service: ListedService) => readonly ServerLine[],
  sorted: boolean,
  names: EndpointNames,
): string {
  const options = { columns: "connections", exact: false, sorted } as const;
  return joined(services, serversOf, plainColumns, options, names);
}

function joined<S extends ServerLine>(
  services: readonly ListedService[],
  serversOf: (service: ListedService) => readonly S[],
  columnsOf: (server: S) => string,
  options: TableOptions,
  names: EndpointNames,
): string {
  const blocks = [headers[options.columns]];
  for (const service of options.sorted ? sortServices(services) : services) {
    const lines = [serviceLine(service, options, names)];
    const protocol = protocolOf(service);
    const servers = serversOf(service);
    for (const server of options.sorted ? sortServers(servers) : servers) {
      const endpoint = tableEndpoint(server.address, names.port(server.port, protocol), names);
      lines.push(`  -> ${tableColumn(endpoint)}${columnsOf(server)}\n`);
    }
    // Joined at once: thousands of strings that are made of strings are what the garbage collector is slow with.
    blocks.push(lines.join(""));
  }
  return blocks.join("");
}

export function versionLine({ version, connectionTableSize }: IpvsInfo): string {
  return `IP Virtual Server version ${version} (size=${connectionTableSize})\n`;
}

const headers: Readonly<Record<Columns, string>> = {
  connections: `Prot LocalAddress:Port Scheduler Flags
  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn
`,
  tunnels: `Prot LocalAddress:Port Scheduler Flags
  -> RemoteAddress:Port           Forward TunnelInfo    Weight ActiveConn InActConn
`,
  stats: `Prot LocalAddress:Port               Conns   InPkts  OutPkts  InBytes OutBytes
  -> RemoteAddress:Port
`,
  rate: `Prot LocalAddress:Port                 CPS    InPPS   OutPPS    InBPS   OutBPS
  -> RemoteAddress:Port
`,
  // The blank at the end is ipvsadm's.
  thresholds: `Prot LocalAddress:Port            Uthreshold Lthreshold ActiveConn InActConn${" "}
  -> RemoteAddress:Port
`,
  "persistent-connections": `Prot LocalAddress:Port            Weight    PersistConn ActiveConn InActConn${" "}
  -> RemoteAddress:Port
`,
};

/** The name by which ports are looked up; a firewall mark's are none. */
function protocolOf({ key }: ListedService): string {
  return key.kind === "fwmark" ? "FWM" : key.protocol;
}

function serviceLine(service: ListedService, options: TableOptions, names: EndpointNames): string {
  const protocol = protocolOf(service);
  const start = `${protocol.padEnd(4)} `;
  const name = nameOf(service, protocol, names);
  const { counters } = service;
  if (options.columns !== "stats" && options.columns !== "rate") {
    return `${start}${name} ${serviceText(service)}\n`;
  }
  if (counters === undefined) throw new Error("a listing of counters was read without them");
  const column = options.exact ? wholeCounter : shortCounter;
  const values = options.columns === "stats" ? totals(counters) : rates(counters);
  return `${start}${tableColumn(name)}${values.map(column).join("")}\n`;
}

/** ipvsadm takes a mark for a signed number. */
function nameOf({ key }: ListedService, protocol: string, names: EndpointNames): string {
  if (key.kind === "fwmark") return `${key.mark | 0}${key.family === 6 ? " IPv6" : ""}`;
  return tableEndpoint(key.address, names.port(key.port, protocol), names);
}

function plainColumns(server: ServerLine): string {
  return ` ${methodText(server).padEnd(7)} ${String(server.weight).padEnd(6)} ${connectionsOf(server)}`;
}

function connectionsOf({ activeConnections, inactiveConnections }: ServerLine): string {
  return `${count(activeConnections)} ${count(inactiveConnections)}`;
}

function serverColumns(server: ListedServer, { columns, exact }: TableOptions): string {
  const connections = connectionsOf(server);
  switch (columns) {
    case "connections":
      return plainColumns(server);
    case "tunnels": {
      const method = `${methodText(server).padEnd(7)} ${tunnelText(server).padEnd(13)}`;
      return ` ${method} ${String(server.weight).padEnd(6)} ${connections}`;
    }
    case "thresholds":
      return ` ${count(server.upperThreshold)} ${count(server.lowerThreshold)} ${connections}`;
    case "persistent-connections": {
      const weight = String(server.weight).padEnd(9);
      return ` ${weight} ${String(server.persistentConnections).padEnd(11)} ${connections}`;
    }
    case "stats":
      return serverTotals(server, exact);
    case "rate":
      return serverRates(server, exact);
    default:
      return assertNever(columns);
  }
}

function count(value: number): string {
  return String(value).padEnd(10);
}

function totals(counters: IpvsCounters): bigint[] {
  const { connections, inPackets, outPackets, inBytes, outBytes } = counters;
  return [connections, inPackets, outPackets, inBytes, outBytes];
}

function rates(counters: IpvsCounters): bigint[] {
  const { connectionsPerS, inPacketsPerS, outPacketsPerS, inBytesPerS, outBytesPerS } = counters;
  return [connectionsPerS, inPacketsPerS, outPacketsPerS, inBytesPerS, outBytesPerS];
}

/** Of a server, unlike of a service, ipvsadm reads the kernel's 32-bit counters; only bytes have 64 bits among them. */
function serverTotals(server: ListedServer, exact: boolean): string {
  if (server.counters === undefined) throw new Error("a listing of counters was read without them");
  const [connections = 0n, inPackets = 0n, outPackets = 0n, ...bytes] = totals(server.counters);
  const column = exact ? wholeCounter : shortCounter;
  return [...[connections, inPackets, outPackets].map(low32), ...bytes].map(column).join("");
}

/** Connections and packets a second of a server are never shortened. */
function serverRates(server: ListedServer, exact: boolean): string {
  if (server.counters === undefined) throw new Error("a listing of counters was read without them");
  const [connections = 0n, inPackets = 0n, outPackets = 0n, ...bytes] = rates(server.counters).map(low32);
  const column = exact ? wholeCounter : shortCounter;
  return [...[connections, inPackets, outPackets].map(wholeCounter), ...bytes.map(column)].join("");
}

function low32(value: bigint): bigint {
  return BigInt.asUintN(32, value);
}
