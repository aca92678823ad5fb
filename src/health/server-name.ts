/** How services and servers are called in logs and state files, in keepalived's form. */
import type { RealServerConfig, VirtualServerConfig, VirtualServerKey } from "../config/model.ts";
import { formatAddress } from "../values/address.ts";
import { assertNever } from "../values/assert-never.ts";

/** `[172.16.1.100]:tcp:80` or `FWM 5`: also what tells services apart. */
export function serviceName(key: VirtualServerKey): string {
  switch (key.kind) {
    case "address":
      return `[${formatAddress(key.address)}]:${key.protocol.toLowerCase()}:${key.port}`;
    case "fwmark":
      return `FWM ${key.mark}${key.family === 6 ? " (IPv6)" : ""}`;
    default:
      return assertNever(key);
  }
}

/** `[172.16.1.5]:tcp:80`; a service by mark has no protocol. */
export function serverName(service: VirtualServerConfig, server: RealServerConfig): string {
  const protocol = service.key.kind === "address" ? `${service.key.protocol.toLowerCase()}:` : "";
  return `[${formatAddress(server.address)}]:${protocol}${server.port}`;
}
