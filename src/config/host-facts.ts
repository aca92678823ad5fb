/** What the configuration's checks and defaults need to know of the host; given as an argument, never looked up here. */
import type { RoutingNameKind } from "./routing-names.ts";

export interface HostFacts {
  readonly hostName: string;
  /** The network interfaces of the namespace; undefined leaves all questions about them unasked. */
  readonly interfaces?: readonly InterfaceFacts[];
  /** The users and groups that the host knows; undefined leaves all questions about them unasked. */
  readonly accounts?: Accounts;
  /** Processors are numbered from 0 to one less. */
  readonly cpus?: number;
  /** What becomes of a program that is to run as this user, by its path or its name. */
  programState?(name: string, user: string): ProgramState;
  /** Whether a host name leads to an address. */
  resolves?(name: string): boolean;
  /** A number by a name that only this host has (/etc/iproute2); names known everywhere need not be there. */
  routingNames?(kind: RoutingNameKind, name: string): number | undefined;
}

export interface InterfaceFacts {
  readonly name: string;
  readonly loopback: boolean;
  /** Whether it is a macvlan; absent when that was not asked. */
  readonly macvlan?: boolean;
  /** Whether it is an ipvlan; absent when that was not asked. */
  readonly ipvlan?: boolean;
  /** Whether it carries multicast; absent when that was not asked. */
  readonly multicast?: boolean;
  /** Whether it is a VRF; absent when that was not asked. */
  readonly vrf?: boolean;
}

export interface Accounts {
  hasUser(name: string): boolean;
  hasGroup(name: string): boolean;
}

/** `behind-link`: a directory of its path is a symbolic link. `insecure`: others than root can change it or replace it. */
export type ProgramState = "missing" | "secure" | "insecure" | "behind-link" | "directory";
