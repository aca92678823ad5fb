/** Short ways to write what a listing shows. */
import type { IpvsCounters, ListedServer, ListedService } from "../../../src/ipvs/listing.ts";
import { endpoint, key } from "../services.ts";

export function counters(first: bigint, rest = 0n): IpvsCounters {
  return {
    connections: first,
    inPackets: rest,
    outPackets: rest,
    inBytes: rest,
    outBytes: rest,
    connectionsPerS: first,
    inPacketsPerS: rest,
    outPacketsPerS: rest,
    inBytesPerS: rest,
    outBytesPerS: rest,
  };
}

export function listedServer(text: string, more: Partial<ListedServer> = {}): ListedServer {
  return {
    ...endpoint(text),
    method: 0,
    tunnelType: 0,
    tunnelPort: 0,
    tunnelFlags: 0,
    weight: 1,
    upperThreshold: 0,
    lowerThreshold: 0,
    activeConnections: 0,
    inactiveConnections: 0,
    persistentConnections: 0,
    counters: counters(0n),
    ...more,
  };
}

export function listedService(
  text: string,
  servers: readonly ListedServer[],
  more: Partial<ListedService> = {},
): ListedService {
  const of = more.key ?? key(text);
  const family = of.kind === "fwmark" ? of.family : of.address.family;
  return {
    key: of,
    scheduler: "rr",
    flags: 0,
    timeoutS: 0,
    netmask: family === 4 ? [255, 255, 255, 255] : 128,
    counters: counters(0n),
    servers,
    ...more,
  };
}
