/** What the checker asks of the kernel's IPVS table. */
import type { VirtualServerKey } from "../config/model.ts";
import type { ListedServer, ListedService, ListingQuery } from "../ipvs/listing.ts";
import type { SyncDaemon, SyncRole } from "../ipvs/sync-daemon.ts";
import type { IpvsCommand, IpvsService, IpvsTable } from "../ipvs/table.ts";
import type { IpvsTimeouts } from "../ipvs/timeouts.ts";
import type { KernelRefusal } from "./routing.ts";

/** The synchronisation daemons of a network namespace. */
export interface SyncDaemons {
  /** Those that run: none, one, or one of each role. */
  daemons(): readonly SyncDaemon[];
  startDaemon(daemon: SyncDaemon): KernelRefusal | undefined;
  stopDaemon(role: SyncRole): KernelRefusal | undefined;
}

/** The services and their servers. */
export interface IpvsTables {
  /**
   * The table of this network namespace, servers in the kernel's list order.
   * @param names services to read, by name; the others are left out, and their servers are not asked for. Absent: all
   */
  read(names?: ReadonlySet<string>): IpvsTable;
  /** One service with its servers; undefined when the table has none of that key. */
  readService(key: VirtualServerKey): IpvsService | undefined;
  /** Applies all commands in order, in batches; the answer has one place a command, undefined where it succeeded. */
  apply(commands: readonly IpvsCommand[]): readonly (KernelRefusal | undefined)[];
}

export interface Ipvs extends IpvsTables, SyncDaemons {
  /** What a listing shows, in the kernel's order; no service where the one asked for is missing. */
  readListing(query: ListingQuery): readonly ListedService[];
  /** The servers of one service, in the kernel's order; none where the service is missing. */
  readServers(key: VirtualServerKey, withCounters: boolean): readonly ListedServer[];
  /** Removes every service of this network namespace, whoever made it. */
  flush(): KernelRefusal | undefined;
  /** Sets the counters of one service and its servers to 0, without a key those of all. */
  zero(key?: VirtualServerKey): KernelRefusal | undefined;
  timeouts(): IpvsTimeouts;
  /** A timeout of 0 leaves that one as it is. */
  setTimeouts(timeouts: IpvsTimeouts): KernelRefusal | undefined;
}

/** A running program that can write to the table. */
export interface IpvsWriter {
  readonly pid: number;
  readonly name: string;
}
