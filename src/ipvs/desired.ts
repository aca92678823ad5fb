/** The table that a configuration and the health verdicts want. */
import type { RealServerConfig, VirtualServerConfig } from "../config/model.ts";
import { serviceName } from "../config/service-name.ts";
import { destinationId } from "./destination-id.ts";
import type { IpvsDestination, IpvsService, IpvsTable } from "./table.ts";

/**
 * Services in the file's order. Their servers stand in the kernel's order as a fresh service would have it: they are added
 * in the file's order and each goes to the head, so the file's last comes first.
 */
export function desiredTable(
  virtualServers: readonly VirtualServerConfig[],
  isUp: (service: VirtualServerConfig, server: RealServerConfig) => boolean,
): IpvsTable {
  const services = new Map<string, IpvsService>();
  for (const virtualServer of virtualServers) {
    const name = serviceName(virtualServer.key);
    if (!services.has(name)) services.set(name, desiredService(virtualServer, isUp));
  }
  return { services: [...services.values()] };
}

function desiredService(
  virtualServer: VirtualServerConfig,
  isUp: (service: VirtualServerConfig, server: RealServerConfig) => boolean,
): IpvsService {
  const destinations = new Map<string, IpvsDestination>();
  for (const server of virtualServer.realServers) {
    if (!isUp(virtualServer, server)) continue;
    const destination = destinationOf(virtualServer, server);
    // Two servers of the file may be one to the kernel (DR ignores the port): the first one's weight counts.
    const id = destinationId(destination);
    if (!destinations.has(id)) destinations.set(id, destination);
  }
  return {
    key: virtualServer.key,
    scheduler: virtualServer.scheduler,
    persistenceTimeoutS: virtualServer.persistenceTimeoutS,
    destinations: [...destinations.values()].reverse(),
  };
}

/** How a real server stands in the kernel's table. */
export function destinationOf(virtualServer: VirtualServerConfig, server: RealServerConfig): IpvsDestination {
  const servicePort = virtualServer.key.kind === "address" ? virtualServer.key.port : 0;
  // Only NAT rewrites ports: with DR and TUN the packet reaches the server as the client sent it.
  const ownPort = server.forwarding.method === "NAT" && server.port !== 0;
  return {
    address: server.address,
    port: ownPort ? server.port : servicePort,
    forwarding: server.forwarding,
    weight: server.weight,
  };
}
