/** Entry of the VRRP process: no parser, no checker, no HTTP is loaded here. */
import { runChild } from "../../daemon/child-main.ts";
import { vrrpRole } from "../../daemon/vrrp-role.ts";
import { requireCapabilities } from "../../linux/capabilities.ts";
import { Alarm, monotonicClock } from "../../linux/clock.ts";
import { inNetworkNamespace } from "../../linux/network-namespace.ts";
import { openVrrpPackets } from "../../linux/packets.ts";
import { fileLocks, processControl } from "../../linux/process-control.ts";
import { openRouting, openRoutingMonitor } from "../../linux/routing.ts";
import { openSyncDaemons } from "../../linux/sync-daemons.ts";
import { openSystemLog } from "../../linux/system-log.ts";

runChild(
  vrrpRole(() => {
    requireCapabilities(["CAP_NET_ADMIN", "CAP_NET_RAW"]);
    return {
      clock: monotonicClock,
      alarm: new Alarm(),
      routing: openRouting(),
      monitor: openRoutingMonitor(),
      packets: openVrrpPackets(),
      rehearsalPackets: openVrrpPackets(),
      openSync: (namespace) =>
        inNetworkNamespace(namespace, () => {
          const routing = openRouting();
          return { daemons: openSyncDaemons(), links: () => routing.links() };
        }),
    };
  }),
  { control: processControl, locks: fileLocks, systemLog: openSystemLog() },
);
