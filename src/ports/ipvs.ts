/** What the checker asks of the kernel's IPVS table. */
import type { VirtualServerKey } from "../config/model.ts";
import type { IpvsCommand, IpvsService, IpvsTable } from "../ipvs/table.ts";
import type { KernelRefusal } from "./routing.ts";

export interface Ipvs {
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

/** A running program that can write to the table. */
export interface IpvsWriter {
  readonly pid: number;
  readonly name: string;
}
