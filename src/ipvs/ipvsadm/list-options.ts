/** What a listing of the table is asked to show: the words of `ipvsadm -L` as data. */
import type { VirtualServerKey } from "../../config/model.ts";

export interface ListOptions {
  /** What is listed: the services with their servers, the connections, the timeouts, or the synchronisation daemons. */
  readonly what: "services" | "connections" | "timeouts" | "daemons";
  /** Only this service; absent: all. */
  readonly service?: VirtualServerKey;
  /** The columns behind a server. */
  readonly columns: "connections" | "tunnels" | "stats" | "rate" | "thresholds" | "persistent-connections";
  /** Whole numbers instead of K, M, G and T. */
  readonly exact: boolean;
  /** Addresses and ports as numbers; false: as names. */
  readonly numeric: boolean;
  /** Services and servers in ipvsadm's order; false: as the kernel lists them. Connections are never sorted. */
  readonly sorted: boolean;
  /** Connections with the data of their persistence engine (`-c --persistent-conn`). */
  readonly persistenceEngineData: boolean;
}
