/** The kernel's services that one `virtual_server` asks for: its own, or one for each address and mark of its group. */
import type { ServiceConfig, VirtualServerKey } from "../config/model.ts";
import { addressesIn, rangeOfNetwork } from "../values/address-range.ts";

export function serviceKeys(service: ServiceConfig): readonly VirtualServerKey[] {
  if ("key" in service) return [service.key];
  const { entries, family, protocol } = service;
  return entries.flatMap((entry): readonly VirtualServerKey[] => {
    if (entry.kind === "fwmark")
      return [{ kind: "fwmark", mark: entry.mark, family: entry.family ?? family }];
    const { port } = entry;
    const range = entry.kind === "range" ? entry : rangeOfNetwork(entry.address, entry.prefixLength);
    return addressesIn(range).map((address) => ({ kind: "address", address, port, protocol }));
  });
}
