/** The listings as JSON: ours, not ipvsadm's. Counters are numbers, exact up to 2^53. */
import type { VirtualServerKey } from "../../config/model.ts";
import { type ConnectionEndpoint, type IpvsConnection, isTemplate } from "../connections/connection.ts";
import type { IpvsInfo } from "../decode.ts";
import type { IpvsCounters, ListedServer, ListedService } from "../listing.ts";
import type { SyncDaemon } from "../sync-daemon.ts";
import type { IpvsTimeouts } from "../timeouts.ts";
import { inetText } from "./endpoint-text.ts";
import { sortServers, sortServices } from "./listing-order.ts";
import { methodText, tunnelTypes } from "./server-text.ts";
import { isOnePacket, isPersistent, schedulerFlags } from "./service-text.ts";

/** IP_VS_CONN_F_DROUTE. */
const lastNamedMethod = 3;

/** `{ version, connectionTableSize, services: [{ protocol, address, port, …, servers: [{ address, port, … }] }] }` */
export function servicesJson(info: IpvsInfo, services: readonly ListedService[], sorted: boolean): string {
  const listed = (sorted ? sortServices(services) : services).map((service) => ({
    ...keyJson(service.key),
    scheduler: service.scheduler,
    schedulerFlags: schedulerFlags(service),
    onePacket: isOnePacket(service),
    persistence: persistenceJson(service),
    ...countersJson(service.counters),
    servers: (sorted ? sortServers(service.servers) : service.servers).map(serverJson),
  }));
  return text({ ...info, services: listed });
}

function keyJson(key: VirtualServerKey) {
  if (key.kind === "fwmark") return { fwmark: key.mark, family: `IPv${key.family}` };
  return { protocol: key.protocol, ...endpointJson(key) };
}

/** null without persistence; a mask that counts every client for itself is left out. */
function persistenceJson(service: ListedService) {
  const { netmask, persistenceEngine } = service;
  if (!isPersistent(service)) return null;
  return {
    timeoutS: service.timeoutS,
    ...(typeof netmask === "number" ? { prefixLength: netmask } : { netmask: netmask.join(".") }),
    ...(persistenceEngine === undefined ? {} : { engine: persistenceEngine }),
  };
}

function serverJson(server: ListedServer) {
  const forwarding = server.method > lastNamedMethod ? `method-${server.method}` : methodText(server);
  return {
    ...endpointJson(server),
    forwarding,
    ...(forwarding === "Tunnel" ? { tunnel: tunnelJson(server) } : {}),
    weight: server.weight,
    upperThreshold: server.upperThreshold,
    lowerThreshold: server.lowerThreshold,
    activeConnections: server.activeConnections,
    inactiveConnections: server.inactiveConnections,
    persistentConnections: server.persistentConnections,
    ...countersJson(server.counters),
  };
}

function tunnelJson({ tunnelType, tunnelPort, tunnelFlags }: ListedServer) {
  const type = tunnelTypes[tunnelType] ?? String(tunnelType);
  return {
    type,
    ...(type === "gue" ? { port: tunnelPort } : {}),
    ...(type === "ipip" ? {} : { checksum: checksumName(tunnelFlags) }),
  };
}

/** As ipvsadm's options: --tun-csum, --tun-remcsum, --tun-nocsum. */
function checksumName(flags: number): string {
  if ((flags & 2) !== 0) return "remcsum";
  return (flags & 1) !== 0 ? "csum" : "nocsum";
}

function countersJson(counters: IpvsCounters | undefined) {
  if (counters === undefined) return {};
  return {
    counters: Object.fromEntries(Object.entries(counters).map(([name, value]) => [name, Number(value)])),
  };
}

/** `{ connections: [{ protocol, state, expiresS, template, client, virtual, server }] }` */
export function connectionsJson(connections: readonly IpvsConnection[]): string {
  return text({ connections: connections.map(connectionJson) });
}

export function connectionJson(connection: IpvsConnection) {
  const { protocol, state, expiresS, client, virtual, server, persistenceEngine } = connection;
  return {
    protocol,
    state,
    expiresS,
    template: isTemplate(connection),
    client: endpointJson(client),
    virtual: endpointJson(virtual),
    server: endpointJson(server),
    ...(persistenceEngine === undefined ? {} : { persistenceEngine }),
  };
}

function endpointJson({ address, port }: ConnectionEndpoint) {
  return { address: inetText(address), port };
}

export function timeoutsJson(timeouts: IpvsTimeouts): string {
  return text(timeouts);
}

export function daemonsJson(daemons: readonly SyncDaemon[]): string {
  const listed = daemons.map(({ group, ...daemon }) => ({
    ...daemon,
    ...(group === undefined ? {} : { group: inetText(group) }),
  }));
  return text({ daemons: listed });
}

function text(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
