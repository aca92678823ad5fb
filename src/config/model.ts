/** What a keepalived.conf means: plain frozen data that survives JSON, every default already filled in. */
import type { IpAddress, IpFamily } from "../values/address.ts";
import type { Place } from "../values/place.ts";
import type { SettingsOf } from "./block-config.ts";
import type { IdleCheckConfig } from "./check-config.ts";
import type { GroupEntry } from "./forms/address-range.ts";
import type { globalDefs } from "./keywords/global-defs.ts";
import type { serverKeywords } from "./keywords/real-server.ts";
import type { otherBlocks } from "./keywords/root.ts";
import type { rootLines } from "./keywords/root-lines.ts";
import type { ssl } from "./keywords/ssl.ts";
import type { serviceKeywords } from "./keywords/virtual-server.ts";
import type { vrrpInstance } from "./keywords/vrrp-instance.ts";

export interface Config {
  readonly globals: GlobalConfig;
  readonly vrrpInstances: readonly VrrpInstanceConfig[];
  readonly virtualServers: readonly VirtualServerConfig[];
  readonly virtualServerGroups: readonly VirtualServerGroupConfig[];
  /** Services by group. */
  readonly groupServices: readonly GroupServiceConfig[];
  /** All other blocks, as they are written: scripts, tracked processes and files, groups, static routes, BFD. */
  readonly blocks: SettingsOf<typeof otherBlocks>;
}

export interface GlobalConfig {
  readonly routerId: string;
  /** `global_defs`; several of these blocks count as one. */
  readonly settings: SettingsOf<typeof globalDefs.keywords>;
  /** What stands at the top level without braces, and its lists. */
  readonly lines: SettingsOf<typeof rootLines>;
  /** `SSL`; undefined when there is none. */
  readonly ssl: SettingsOf<typeof ssl.keywords> | undefined;
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
  /** Managed like the others, but not in the advertisements: of `virtual_ipaddress_excluded`, or beyond what they hold. */
  readonly excluded?: true;
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
  /** The advertised ones in the file's order, then the excluded ones. */
  readonly virtualAddresses: readonly VirtualAddress[];
  /** Every keyword of the block as it is written, whether or not something comes of it. */
  readonly settings: SettingsOf<typeof vrrpInstance.keywords>;
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
  readonly key: VirtualServerKey;
  readonly scheduler: string;
  readonly forwarding: Forwarding;
  /** Seconds; 0 when the service is not persistent. */
  readonly persistenceTimeoutS: number;
  readonly realServers: readonly RealServerConfig[];
  /** All that the block says, by the names of its table, with what could not run as written put right. */
  readonly settings: ServiceSettings;
}

export type ServiceSettings = SettingsOf<typeof serviceKeywords>;

/** Addresses and firewall marks under one name. */
export interface VirtualServerGroupConfig {
  readonly place: Place;
  readonly name: string;
  readonly entries: readonly ({ readonly place: Place } & GroupEntry)[];
}

/** One pool of servers behind every address and mark of a group: a service of the kernel's table for each. */
export interface GroupServiceConfig extends Omit<VirtualServerConfig, "key"> {
  readonly group: string;
  /** What the group names, in its order. */
  readonly entries: readonly GroupEntry[];
  readonly family: IpFamily;
  /** Of the entries that are addresses. */
  readonly protocol: Protocol;
}

/** What a `virtual_server` block can be. */
export type ServiceConfig = VirtualServerConfig | GroupServiceConfig;

export interface RealServerConfig {
  readonly address: IpAddress;
  readonly port: number;
  readonly weight: number;
  readonly forwarding: Forwarding;
  readonly checkers: readonly CheckerConfig[];
  /** Its checks that are not run yet: for these the server counts as always up. */
  readonly idleChecks: readonly IdleCheckConfig[];
  /** All that the block says beside its checks, by the names of its table. */
  readonly settings: SettingsOf<typeof serverKeywords>;
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

/** What is read and without effect yet; absent where it is not written. */
export interface CheckerOptions {
  readonly bindAddress?: IpAddress;
  readonly bindPort?: number;
  readonly bindInterface?: string;
  readonly firewallMark?: number;
  /** The check counts as failed until its first success. */
  readonly alpha?: boolean;
  readonly logAllFailures?: boolean;
}

export interface TcpCheckConfig extends CheckerTiming, CheckerOptions {
  readonly kind: "TCP_CHECK";
  readonly connectAddress: IpAddress;
  readonly connectPort: number;
  readonly connectTimeoutUs: number;
}

export type CheckerConfig = TcpCheckConfig;
