/** All that a run of `vigil ipvsadm` reads and writes, so that many runs can share one process. */
import type { NameResolver } from "../../ipvs/ipvsadm/values.ts";
import type { LinuxIpvs } from "../../linux/ipvs.ts";

export type IpvsadmTable = Pick<
  LinuxIpvs,
  | "apply"
  | "flush"
  | "zero"
  | "timeouts"
  | "setTimeouts"
  | "daemons"
  | "startDaemon"
  | "stopDaemon"
  | "info"
  | "readListing"
  | "readServers"
  | "readService"
>;

export interface IpvsadmIo {
  /** Standard input to its end. */
  readInput(): Promise<string>;
  out(text: string): void;
  err(text: string): void;
  /** Throws NetlinkError where there is no table or no right to it. */
  openTable(): IpvsadmTable;
  readonly names: NameResolver;
  /** Whether to say where a command does what its reader may not expect. */
  readonly hints: boolean;
}

/** One line on standard error. */
export function sayError(io: IpvsadmIo, message: string): void {
  io.err(`ipvsadm: ${message}\n`);
}
