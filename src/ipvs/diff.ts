/** The fewest commands that lead from the kernel's table to the desired one. */
import type { VirtualServerKey } from "../config/model.ts";
import { findDrift, repairOf } from "./drift.ts";
import type { IpvsCommand, IpvsTable } from "./table.ts";

/** What findDrift finds, put right; servers that stay are never moved. */
export function diffTables(
  desired: IpvsTable,
  current: IpvsTable,
  ours: readonly VirtualServerKey[],
): readonly IpvsCommand[] {
  return findDrift(desired, current, ours).flatMap(repairOf);
}
