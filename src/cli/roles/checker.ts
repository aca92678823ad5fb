/** Entry of the checker process: health checks and the IPVS table. */
import { checkerRole } from "../../daemon/checker-role.ts";
import { runChild } from "../../daemon/child-main.ts";
import { monotonicClock } from "../../linux/clock.ts";
import { dialer } from "../../linux/dialer.ts";
import { openIpvs } from "../../linux/ipvs.ts";
import { findIpvsWriters } from "../../linux/ipvs-writers.ts";
import { fileLocks, processControl } from "../../linux/process-control.ts";
import { openSystemLog } from "../../linux/system-log.ts";

runChild(
  checkerRole(() => ({
    clock: monotonicClock,
    dialer,
    ipvs: openIpvs(),
    findWriters: () => findIpvsWriters(process.ppid),
  })),
  { control: processControl, locks: fileLocks, systemLog: openSystemLog() },
);
