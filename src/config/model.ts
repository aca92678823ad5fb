/** What a keepalived.conf means: plain frozen data that survives JSON, every default already filled in. */
import type { IpAddress, IpFamily } from "../values/address.ts";
import type { Place } from "../values/place.ts";

export interface Config {
  readonly globals: GlobalConfig;
  readonly vrrpInstances: readonly VrrpInstanceConfig[];
  readonly virtualServers: readonly VirtualServerConfig[];
}

export interface GlobalConfig {
  readonly routerId: string;
}

/** An address that a VRRP instance adds while MASTER and removes otherwise. */
export interface VirtualAddress {
  readonly place: Place;
  readonly address: IpAddress;
  readonly prefixLength: number;
  /** The interface that carries it; the instance's own unless `dev` names another. */
  readonly interfaceName: string;
  /** rtnetlink scope number (rtnetlink(7)): 0 global, 200 site, 253 link, 254 host. */
  readonly scope: number;
  readonly label?: string;
  readonly broadcast?: IpAddress;
}

/** VRRPv2 authentication (RFC 2338 5.3.6); `PASS` data is always 8 bytes, zero padded. */
export type VrrpAuthentication =
  | { readonly type: "none" }
  | { readonly type: "PASS"; readonly password: readonly number[] };

export interface GratuitousArpConfig {
  /** From becoming MASTER to the second burst; 0 sends none. */
  readonly delayUs: number;
  /** Packets for each address in a burst. */
  readonly repeat: number;
  /** Between repeated bursts while MASTER; 0 sends none. */
  readonly refreshUs: number;
  readonly refreshRepeat: number;
  /** The burst after a lower-priority advertisement was heard while MASTER. */
  readonly lowerPriorityDelayUs: number;
  readonly lowerPriorityRepeat: number;
}

export interface VrrpInstanceConfig {
  readonly place: Place;
  readonly name: string;
  readonly family: IpFamily;
  readonly version: 2 | 3;
  readonly initialState: "MASTER" | "BACKUP";
  readonly interfaceName: string;
  readonly virtualRouterId: number;
  /** 1..255; 255 is the address owner. */
  readonly priority: number;
  readonly advertIntervalUs: number;
  readonly preempt: boolean;
  readonly authentication: VrrpAuthentication;
  readonly gratuitousArp: GratuitousArpConfig;
  readonly virtualAddresses: readonly VirtualAddress[];
}

/** What names a service in the kernel's table (keepalived's first words after `virtual_server`). */
export type VirtualServerKey =
  | {
      readonly kind: "address";
      readonly address: IpAddress;
      /** 0 is every port, which needs persistence. */
      readonly port: number;
      readonly protocol: Protocol;
    }
  | { readonly kind: "fwmark"; readonly mark: number; readonly family: IpFamily };

export type Protocol = "TCP" | "UDP" | "SCTP";

export type TunnelType = "ipip" | "gue" | "gre";

export type Forwarding =
  | { readonly method: "NAT" | "DR" }
  | {
      readonly method: "TUN";
      readonly tunnel: TunnelType;
      /** GUE's UDP port, else 0. */
      readonly tunnelPort: number;
      readonly checksum: "nocsum" | "csum" | "remcsum";
    };

export interface VirtualServerConfig {
  readonly place: Place;
  readonly key: VirtualServerKey;
  readonly scheduler: string;
  readonly forwarding: Forwarding;
  /** Seconds; 0 when the service is not persistent. */
  readonly persistenceTimeoutS: number;
  readonly realServers: readonly RealServerConfig[];
}

export interface RealServerConfig {
  readonly place: Place;
  readonly address: IpAddress;
  readonly port: number;
  readonly weight: number;
  readonly forwarding: Forwarding;
  readonly checkers: readonly CheckerConfig[];
}

/** Timing that every checker has; runtime meaning as keepalived.conf(5) gives it under "real_server". */
export interface CheckerTiming {
  /** Between two checks of the same state. */
  readonly delayLoopUs: number;
  /** The first check comes 1 s after start plus a random part of this. */
  readonly warmupUs: number;
  /** Extra attempts before an up server is declared down. */
  readonly retry: number;
  readonly delayBeforeRetryUs: number;
}

export interface TcpCheckConfig extends CheckerTiming {
  readonly kind: "TCP_CHECK";
  readonly place: Place;
  readonly connectAddress: IpAddress;
  readonly connectPort: number;
  readonly connectTimeoutUs: number;
}

export type CheckerConfig = TcpCheckConfig;
