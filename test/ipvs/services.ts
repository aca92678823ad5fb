/** Short ways to write services, servers and tables in tests. */
import { settingsOf } from "../../src/config/block-config.ts";
import { serverKeywords } from "../../src/config/keywords/real-server.ts";
import { serviceKeywords } from "../../src/config/keywords/virtual-server.ts";
import type {
  Forwarding,
  Protocol,
  RealServerConfig,
  VirtualServerConfig,
  VirtualServerKey,
} from "../../src/config/model.ts";
import type { IpvsDestination, IpvsService } from "../../src/ipvs/table.ts";
import { type IpAddress, parseAddress } from "../../src/values/address.ts";

export function address(text: string): IpAddress {
  const parsed = parseAddress(text);
  if (parsed === undefined) throw new Error(`no address: ${text}`);
  return parsed;
}

/** `10.0.0.1:80`; IPv6 in brackets. */
export function endpoint(text: string): { address: IpAddress; port: number } {
  const colon = text.lastIndexOf(":");
  return {
    address: address(text.slice(0, colon).replace(/^\[|\]$/g, "")),
    port: Number(text.slice(colon + 1)),
  };
}

export function key(text: string, protocol: Protocol = "TCP"): VirtualServerKey {
  return { kind: "address", ...endpoint(text), protocol };
}

export function fwmark(mark: number): VirtualServerKey {
  return { kind: "fwmark", mark, family: 4 };
}

export function server(text: string, more: Partial<RealServerConfig> = {}): RealServerConfig {
  const plain = { weight: 1, forwarding: { method: "DR" }, checkers: [], idleChecks: [] } as const;
  const settings = settingsOf(serverKeywords, undefined);
  return { ...endpoint(text), ...plain, settings, ...more };
}

export function virtualServer(
  of: VirtualServerKey,
  servers: readonly RealServerConfig[],
  more: Partial<VirtualServerConfig> = {},
): VirtualServerConfig {
  const forwarding: Forwarding = { method: "DR" };
  return {
    key: of,
    scheduler: "rr",
    forwarding,
    persistenceTimeoutS: 0,
    realServers: servers,
    settings: settingsOf(serviceKeywords, undefined),
    ...more,
  };
}

export function destination(text: string, more: Partial<IpvsDestination> = {}): IpvsDestination {
  return { ...endpoint(text), forwarding: { method: "DR" }, weight: 1, ...more };
}

export function service(
  of: VirtualServerKey,
  destinations: readonly IpvsDestination[],
  more: Partial<IpvsService> = {},
): IpvsService {
  return { key: of, scheduler: "rr", persistenceTimeoutS: 0, destinations, ...more };
}
