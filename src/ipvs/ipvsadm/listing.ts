/** The table of services and servers as `ipvsadm -L` prints it, to the byte. */
import { assertNever } from "../../values/assert-never.ts";
import type { IpvsInfo } from "../decode.ts";
import type { IpvsCounters, ListedServer, ListedService } from "../listing.ts";
import { shortCounter, wholeCounter } from "./counter-text.ts";
import { type EndpointNames, numericNames, tableColumn, tableEndpoint } from "./endpoint-text.ts";
import type { ListOptions } from "./list-options.ts";
import { sortServers, sortServices } from "./listing-order.ts";
import type { ProcTable } from "./proc-table.ts";
import { methodText, tunnelText } from "./server-text.ts";
import { serviceText } from "./service-text.ts";
import { TextBuffer } from "./text-buffer.ts";

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
  const blocks = [headers[options.columns]];
  for (const service of inOrder(services, options)) {
    // Joined at once: thousands of strings that are made of strings are what the garbage collector is slow with.
    const lines = serverLines(service, serversOf(service), options, names);
    blocks.push([serviceLine(service, options, names), ...lines].join(""));
  }
  return blocks.join("");
}

/**
 * The listing without any option that asks for other columns or for names.
 * @param serversOf for what is not in `proc`, or came only after it was read
 */
export function plainTableText(
  services: readonly ListedService[],
  proc: ProcTable,
  serversOf: ServersOf,
  sorted: boolean,
): string {
  const options = { columns: "connections", exact: false, sorted } as const;
  const out = new TextBuffer();
  out.text(headers.connections);
  for (const service of inOrder(services, options)) {
    out.text(serviceLine(service, options, numericNames));
    if (proc.printServers(service.key, out, sorted)) continue;
    for (const line of serverLines(service, serversOf(service), options, numericNames)) out.text(line);
  }
  return out.toString();
}

function inOrder(services: readonly ListedService[], { sorted }: TableOptions): readonly ListedService[] {
  return sorted ? sortServices(services) : services;
}

function serverLines(
  service: ListedService,
  servers: readonly ListedServer[],
  options: TableOptions,
  names: EndpointNames,
): string[] {
  const protocol = protocolOf(service);
  return (options.sorted ? sortServers(servers) : servers).map((server) => {
    const endpoint = tableEndpoint(server.address, names.port(server.port, protocol), names);
    return `  -> ${tableColumn(endpoint)}${serverColumns(server, options)}\n`;
  });
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

function serverColumns(server: ListedServer, { columns, exact }: TableOptions): string {
  const connections = `${count(server.activeConnections)} ${count(server.inactiveConnections)}`;
  switch (columns) {
    case "connections":
      return ` ${methodText(server).padEnd(7)} ${String(server.weight).padEnd(6)} ${connections}`;
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
