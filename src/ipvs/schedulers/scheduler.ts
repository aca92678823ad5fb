/** What a scheduler of the kernel sees and says: the servers of its service, a new connection, the server chosen and why. */
import type { IpAddress } from "../../values/address.ts";

/** A server as the kernel counts it at this moment: one object for its whole life, its numbers change between two connections. */
export interface ScheduledServer {
  /** `172.16.1.5:80` */
  readonly id: string;
  readonly address: IpAddress;
  readonly port: number;
  readonly weight: number;
  /** The weight it was added with or last had above 0: setting 0 keeps its places in the table of mh. */
  readonly lastWeight: number;
  readonly active: number;
  readonly inactive: number;
  /** At its upper threshold, and not yet back below the lower one. */
  readonly overloaded: boolean;
  /** In the service's list; a server taken out lives on while connections or a scheduler's memory hold it. */
  readonly available: boolean;
}

export interface ClientConnection {
  readonly client: IpAddress;
  readonly clientPort: number;
  /** Where the client wants to go: the virtual address. */
  readonly destination: IpAddress;
  /** Seconds on the clock that the whole service goes by. */
  readonly atS: number;
}

/** By which a server is compared: the one with the smaller `overhead / per` wins. */
export interface Load {
  readonly overhead: number;
  /** Its weight, or 1 where the scheduler does not look at weights. */
  readonly per: number;
}

export interface Because {
  /** What decided, in a few words. */
  readonly rule: string;
  /** For each server of the list; undefined where it was not compared. Empty when nothing was compared at all. */
  readonly loads: readonly (Load | undefined)[];
}

export interface Choice {
  /** Undefined: the kernel refuses the connection. */
  readonly server: ScheduledServer | undefined;
  readonly because: Because;
}

export type ListChange =
  /** It stands at the head of the list now. */
  | { readonly kind: "added"; readonly server: ScheduledServer }
  | { readonly kind: "edited"; readonly server: ScheduledServer }
  /** `previous` stood before it; undefined when it was the head. */
  | {
      readonly kind: "removed";
      readonly server: ScheduledServer;
      readonly previous: ScheduledServer | undefined;
    };

export interface Scheduler {
  /** The list is in the kernel's order, last added first. */
  schedule(connection: ClientConnection, servers: readonly ScheduledServer[]): Choice;
  /** Called after each change with the list as it is then. */
  changed(servers: readonly ScheduledServer[], change: ListChange): void;
}

/** Read at each connection, for editing a service changes its flags and leaves its scheduler's memory alone. */
export interface SchedulerOptions {
  /** IP_VS_SVC_F_* (linux/ip_vs.h). */
  readonly flags: number;
  /** Seconds, as `ClientConnection.atS`: when the scheduler came to the service. */
  readonly startS: number;
  /** 0 <= x < 1, for twos. */
  readonly random: () => number;
  /** Seconds after which lblc and lblcr forget: sysctl net.ipv4.vs.lblc_expiration and lblcr_expiration, 24 hours by default. */
  readonly expirationS: number;
}

/** A scheduler as it comes to a service that has these servers already. */
export type CreateScheduler = (servers: readonly ScheduledServer[], options: SchedulerOptions) => Scheduler;

/** Whether a server may get a new connection; what most schedulers ask. */
export function takesConnections(server: ScheduledServer): boolean {
  return server.weight > 0 && !server.overloaded;
}

/** A choice for which nothing was compared. */
export function chosen(server: ScheduledServer | undefined, rule: string): Choice {
  return { server, because: { rule, loads: [] } };
}
