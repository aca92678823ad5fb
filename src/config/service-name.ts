/** How services are called in logs and state files, in keepalived's form: equal text means the same service. */
import { formatAddress } from "../values/address.ts";
import { assertNever } from "../values/assert-never.ts";
import type { ServiceConfig, VirtualServerKey } from "./model.ts";

/** `[172.16.1.100]:tcp:80`, `FWM 5`, `FWM 5 (IPv6)`. */
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

/** A `virtual_server` by its service, or by its group: `[web]:0`. */
export function configuredName(service: ServiceConfig): string {
  return "key" in service ? serviceName(service.key) : `[${service.group}]:0`;
}
