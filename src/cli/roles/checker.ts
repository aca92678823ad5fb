/** Entry of the checker process: health checks and the IPVS table. */
import { checkerRole } from "../../daemon/checker-role.ts";
import { runChild } from "../../daemon/child-main.ts";
import { monotonicClock } from "../../linux/clock.ts";
import { dialer } from "../../linux/dialer.ts";
import { openIpvs } from "../../linux/ipvs.ts";
import { findIpvsWriters } from "../../linux/ipvs-writers.ts";
import { inNetworkNamespace } from "../../linux/network-namespace.ts";
import { fileLocks, processControl } from "../../linux/process-control.ts";
import { openRouting } from "../../linux/routing.ts";
import { openSystemLog } from "../../linux/system-log.ts";

runChild(
  checkerRole((namespace) => {
    const { ipvs, routing } = inNetworkNamespace(namespace, () => ({
      ipvs: openIpvs(),
      routing: openRouting(),
    }));
    return {
      clock: monotonicClock,
      dialer,
      ipvs,
      links: () => routing.links(),
      findWriters: () => findIpvsWriters(process.ppid),
    };
  }),
  { control: processControl, locks: fileLocks, systemLog: openSystemLog() },
);
