/** How a real server is called in logs and state files, in keepalived's form. */
import type { Protocol, RealServerConfig, ServiceConfig } from "../config/model.ts";
import { formatAddress } from "../values/address.ts";

/** `[172.16.1.5]:tcp:80`; a service by mark has no protocol. */
export function serverName(service: ServiceConfig, server: RealServerConfig): string {
  const protocol = protocolOf(service);
  const words = protocol === undefined ? "" : `${protocol.toLowerCase()}:`;
  return `[${formatAddress(server.address)}]:${words}${server.port}`;
}

function protocolOf(service: ServiceConfig): Protocol | undefined {
  if (!("key" in service)) return service.protocol;
  return service.key.kind === "address" ? service.key.protocol : undefined;
}
