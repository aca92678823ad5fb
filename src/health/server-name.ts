/** How a real server is called in logs and state files, in keepalived's form. */
import type { RealServerConfig, VirtualServerConfig } from "../config/model.ts";
import { formatAddress } from "../values/address.ts";

/** `[172.16.1.5]:tcp:80`; a service by mark has no protocol. */
export function serverName(service: VirtualServerConfig, server: RealServerConfig): string {
  const protocol = service.key.kind === "address" ? `${service.key.protocol.toLowerCase()}:` : "";
  return `[${formatAddress(server.address)}]:${protocol}${server.port}`;
}
