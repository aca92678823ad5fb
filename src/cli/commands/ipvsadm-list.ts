/** `vigil ipvsadm -L`: what is listed and how, from the kernel's answer to the text. */
import type { ConnectionTable } from "../../ipvs/connections/parse.ts";
import { type EndpointNames, inetText, numericNames } from "../../ipvs/ipvsadm/endpoint-text.ts";
import type { ListOptions } from "../../ipvs/ipvsadm/list-options.ts";
import { plainTableText, type ServersOf, tableText, versionLine } from "../../ipvs/ipvsadm/listing.ts";
import { daemonsText, timeoutsText } from "../../ipvs/ipvsadm/settings-text.ts";
import type { ListedService } from "../../ipvs/listing.ts";
import type { LinuxIpvs } from "../../linux/ipvs.ts";
import type { IpAddress } from "../../values/address.ts";
import { assertNever } from "../../values/assert-never.ts";

export interface PrintedListing {
  /** For standard output. */
  readonly text: string;
  /** 0, or 1 when what should be listed is missing. */
  readonly status: 0 | 1;
  /** For standard error: what is missing, or what could not be read. */
  readonly message?: string;
}

type Source = Pick<LinuxIpvs, "info" | "readListing" | "readServers" | "timeouts" | "daemons">;

/** Throws NetlinkError when the kernel refuses to answer. `as` is ipvsadm's text, or our own JSON. */
export async function printListing(
  options: ListOptions,
  ipvs: Source,
  as: "text" | "json" = "text",
): Promise<PrintedListing> {
  switch (options.what) {
    case "services":
      return services(options, ipvs, as);
    case "connections":
      return connections(options, as);
    case "timeouts":
    case "daemons":
      return settings(options.what, ipvs, as);
    default:
      return assertNever(options.what);
  }
}

async function settings(
  what: "timeouts" | "daemons",
  ipvs: Source,
  as: "text" | "json",
): Promise<PrintedListing> {
  if (as === "text")
    return found(what === "timeouts" ? timeoutsText(ipvs.timeouts()) : daemonsText(ipvs.daemons()));
  const { timeoutsJson, daemonsJson } = await import("../../ipvs/ipvsadm/listing-json.ts");
  return found(what === "timeouts" ? timeoutsJson(ipvs.timeouts()) : daemonsJson(ipvs.daemons()));
}

function found(text: string): PrintedListing {
  return { text, status: 0 };
}

async function services(options: ListOptions, ipvs: Source, as: "text" | "json"): Promise<PrintedListing> {
  const { service, columns } = options;
  const counters = as === "json" || columns === "stats" || columns === "rate";
  const isStreamed = as === "text" && options.numeric;
  const table = ipvs.readListing({
    ...(service === undefined ? {} : { service }),
    counters,
    servers: !isStreamed,
  });
  if (service !== undefined && table.length === 0) {
    return { text: "", status: 1, message: "there is no such service in the table" };
  }
  if (as === "json") {
    const { servicesJson } = await import("../../ipvs/ipvsadm/listing-json.ts");
    return found(servicesJson(ipvs.info(), table, options.sorted));
  }
  const serversOf: ServersOf = ({ key }) => ipvs.readServers(key, counters);
  // ipvsadm leaves its first line out of the listing of one service.
  const head = service === undefined ? versionLine(ipvs.info()) : "";
  if (isStreamed && columns === "connections" && service === undefined) {
    const { readProcTable } = await import("../../linux/ipvs-proc-table.ts");
    return found(head + plainTableText(table, readProcTable(), serversOf, options.sorted));
  }
  if (isStreamed) {
    return found(head + tableText(table, serversOf, options, numericNames));
  }
  const names = await hostEndpointNames(addressesOf(table));
  return found(head + tableText(table, ({ servers }) => servers, options, names));
}

async function connections(options: ListOptions, as: "text" | "json"): Promise<PrintedListing> {
  const { readConnections } = await import("../../linux/ipvs-connections.ts");
  const table = readConnections();
  if (as === "json") {
    const { connectionsJson } = await import("../../ipvs/ipvsadm/listing-json.ts");
    return { text: connectionsJson(table.connections), status: 0, ...unreadableMessage(table) };
  }
  const { connectionsText } = await import("../../ipvs/ipvsadm/connections-text.ts");
  const names = options.numeric ? numericNames : await hostEndpointNames(clientsAndServers(table));
  const text = connectionsText(table.connections, names, options.persistenceEngineData);
  return { text, status: 0, ...unreadableMessage(table) };
}

/** What to say of lines that the kernel should not have written. */
export function unreadableMessage({ unreadable }: ConnectionTable): { message?: string } {
  const [first] = unreadable;
  if (first === undefined) return {};
  const which =
    unreadable.length === 1 ? `line ${first}` : `${unreadable.length} lines, the first one ${first},`;
  return { message: `${which} of /proc/net/ip_vs_conn could not be read and was left out` };
}

/** Every address of services and servers. */
export function* addressesOf(table: readonly ListedService[]): Generator<IpAddress> {
  for (const { key, servers } of table) {
    if (key.kind === "address") yield key.address;
    for (const { address } of servers) yield address;
  }
}

function* clientsAndServers({ connections }: ConnectionTable): Generator<IpAddress> {
  for (const { client, virtual, server } of connections) {
    yield client.address;
    yield virtual.address;
    yield server.address;
  }
}

const namedProtocols = new Set(["TCP", "UDP", "SCTP"]);

/** By the names that this host has for them. */
export async function hostEndpointNames(addresses: Iterable<IpAddress>): Promise<EndpointNames> {
  const { resolveHosts, readServiceNames } = await import("../../linux/endpoint-names.ts");
  const hosts = await resolveHosts(addresses);
  const ports = readServiceNames();
  return {
    host: (address) => {
      const text = inetText(address);
      return hosts.get(text) ?? text;
    },
    port: (port, protocol) =>
      (namedProtocols.has(protocol) ? ports.get(`${port}/${protocol.toLowerCase()}`) : undefined) ??
      String(port),
  };
}
