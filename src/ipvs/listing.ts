/** The kernel's IPVS table as a listing shows it: with counters, connections and the bits that no configuration names. */
import type { VirtualServerKey } from "../config/model.ts";
import type { IpAddress } from "../values/address.ts";

/** The kernel counts in 64 bits; the five of a second are estimates over some seconds, made anew every two. */
export interface IpvsCounters {
  readonly connections: bigint;
  readonly inPackets: bigint;
  readonly outPackets: bigint;
  readonly inBytes: bigint;
  readonly outBytes: bigint;
  readonly connectionsPerS: bigint;
  readonly inPacketsPerS: bigint;
  readonly outPacketsPerS: bigint;
  readonly inBytesPerS: bigint;
  readonly outBytesPerS: bigint;
}

export interface ListedServer {
  readonly address: IpAddress;
  readonly port: number;
  /** IP_VS_CONN_F_FWD_MASK (linux/ip_vs.h); unlike a configuration it tells a server on this host itself. */
  readonly method: number;
  readonly tunnelType: number;
  readonly tunnelPort: number;
  readonly tunnelFlags: number;
  readonly weight: number;
  /** Connections; 0 is no limit. */
  readonly upperThreshold: number;
  readonly lowerThreshold: number;
  readonly activeConnections: number;
  readonly inactiveConnections: number;
  readonly persistentConnections: number;
  /** Only where they were asked for. */
  readonly counters?: IpvsCounters;
}

export interface ListedService {
  readonly key: VirtualServerKey;
  readonly scheduler: string;
  /** IP_VS_SVC_F_* (linux/ip_vs.h). */
  readonly flags: number;
  /** Seconds that a persistence template lasts; 0 without persistence. */
  readonly timeoutS: number;
  /** Clients that persistence takes for one: the bytes of a mask, which need not be a prefix; for IPv6 the prefix's length. */
  readonly netmask: readonly number[] | number;
  readonly persistenceEngine?: string;
  /** Only where they were asked for. */
  readonly counters?: IpvsCounters;
  /** In the kernel's order. */
  readonly servers: readonly ListedServer[];
}

export interface ListingQuery {
  /** Only this service; absent: all. */
  readonly service?: VirtualServerKey;
  readonly counters: boolean;
  readonly servers: boolean;
}
