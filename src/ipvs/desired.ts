/** The table that a configuration and the health verdicts want. */
import type { RealServerConfig, ServiceConfig, VirtualServerKey } from "../config/model.ts";
import { serviceName } from "../config/service-name.ts";
import { assertNever } from "../values/assert-never.ts";
import { destinationKey } from "./destination-id.ts";
import { persistenceOfMask } from "./netmask.ts";
import { flagsOf } from "./service-flags.ts";
import { serviceKeys } from "./service-keys.ts";
import type { IpvsDestination, IpvsService, IpvsServiceSettings, IpvsTable } from "./table.ts";

/**
 * Services in the file's order, those of a group in the group's. Their servers stand in the kernel's order as a fresh service
 * would have it: they are added in the file's order and each goes to the head, so the file's last comes first.
 */
export function desiredTable<S extends ServiceConfig>(
  virtualServers: readonly S[],
  isUp: (service: S, server: RealServerConfig) => boolean,
): IpvsTable {
  return tableOf(virtualServers.flatMap((virtualServer) => desiredServices(virtualServer, isUp)));
}

/** What one `virtual_server` asks for. */
export function desiredServices<S extends ServiceConfig>(
  virtualServer: S,
  isUp: (service: S, server: RealServerConfig) => boolean,
): readonly IpvsService[] {
  const servers = virtualServer.realServers.filter((server) => isUp(virtualServer, server));
  const shared = settingsOf(virtualServer);
  return serviceKeys(virtualServer).map((key) => ({
    key,
    ...shared,
    destinations: destinationsOf(key, servers),
  }));
}

/** Of services that are one to the kernel the first counts. */
export function tableOf(services: readonly IpvsService[]): IpvsTable {
  const first = new Map<string, IpvsService>();
  for (const service of services) {
    const name = serviceName(service.key);
    if (!first.has(name)) first.set(name, service);
  }
  return { services: [...first.values()] };
}

/** What the services of a group have in common. */
function settingsOf(virtualServer: ServiceConfig): Omit<IpvsServiceSettings, "key"> {
  const { scheduler, persistenceTimeoutS, settings } = virtualServer;
  const flags = flagsOf(settings);
  const { persistenceEngine } = settings;
  return {
    scheduler,
    persistenceTimeoutS,
    ...granularityOf(settings.persistenceGranularity),
    ...(flags === 0 ? {} : { flags }),
    ...(persistenceEngine === undefined ? {} : { persistenceEngine }),
  };
}

type Granularity = ServiceConfig["settings"]["persistenceGranularity"];

/** Empty where every address counts for itself. */
function granularityOf(
  granularity: Granularity,
): Pick<IpvsServiceSettings, "persistencePrefixLength" | "persistenceMask"> {
  switch (granularity?.family) {
    case 4:
      return persistenceOfMask(granularity.netmask.bytes);
    case 6:
      return granularity.prefixLength === 128 ? {} : { persistencePrefixLength: granularity.prefixLength };
    case undefined:
      return {};
    default:
      return assertNever(granularity);
  }
}

function destinationsOf(
  key: VirtualServerKey,
  servers: readonly RealServerConfig[],
): readonly IpvsDestination[] {
  const destinations = new Map<number | string, IpvsDestination>();
  for (const server of servers) {
    const destination = destinationOf({ key }, server);
    // Two servers of the file may be one to the kernel (DR ignores the port): the first one's weight counts.
    const id = destinationKey(destination);
    if (!destinations.has(id)) destinations.set(id, destination);
  }
  return [...destinations.values()].reverse();
}

/** How a real server stands in the kernel's table. */
export function destinationOf(
  { key }: { readonly key: VirtualServerKey },
  server: RealServerConfig,
): IpvsDestination {
  const servicePort = key.kind === "address" ? key.port : 0;
  const { address, port, forwarding, weight } = server;
  const { upperThreshold, lowerThreshold } = server.settings;
  return {
    address,
    // Only NAT rewrites ports: with DR and TUN the packet reaches the server as the client sent it.
    port: forwarding.method === "NAT" ? port : servicePort,
    forwarding,
    weight,
    ...(upperThreshold === 0 ? {} : { upperThreshold }),
    ...(lowerThreshold === 0 ? {} : { lowerThreshold }),
  };
}
