/** Keywords of `global_defs`: receive buffers of sockets. */
import { alone } from "../../forms/alone.ts";
import { integer } from "../../forms/number.ts";
import { type ReceiveBuffers, receiveBuffers } from "../../forms/receive-buffers.ts";
import type { CompileCondition } from "../../keyword.ts";
import { onOff, optionalSetting, setting } from "./setting.ts";

const UINT_MAX = 4_294_967_295;

/** A size, and whether it may be larger than the system's limit. */
function buffer(
  name: string,
  socket: string,
  since: string,
  requires: readonly (readonly CompileCondition[])[],
) {
  return {
    bytes: setting<number>({
      name,
      doc: `The size of the receive buffer of ${socket}; 0 leaves the system's.`,
      example: `${name} 1048576`,
      since,
      requires,
      form: integer({ min: 0, max: UINT_MAX, unit: "bytes" }),
      default: 0,
    }),
    force: onOff({
      name: `${name}_force`,
      doc: `Lets the receive buffer of ${socket} be larger than net.core.rmem_max allows.`,
      since,
      requires,
    }),
  };
}

const vrrp = [["VRRP"]] as const;
const lvs = [["LVS"]] as const;
const vrrpCommand = buffer(
  "vrrp_netlink_cmd_rcv_bufs",
  "the netlink socket that the VRRP process sends commands on",
  "2.0.0",
  vrrp,
);
const vrrpMonitor = buffer(
  "vrrp_netlink_monitor_rcv_bufs",
  "the netlink socket that tells the VRRP process of changes",
  "2.0.0",
  vrrp,
);
const process = buffer(
  "process_monitor_rcv_bufs",
  "the socket that tells of processes that begin and end",
  "2.0.11",
  [["VRRP", "TRACK_PROCESS"]],
);
const lvsCommand = buffer(
  "lvs_netlink_cmd_rcv_bufs",
  "the netlink socket that the checker process sends commands on",
  "2.0.0",
  lvs,
);
const lvsMonitor = buffer(
  "lvs_netlink_monitor_rcv_bufs",
  "the netlink socket that tells the checker process of changes",
  "2.0.0",
  lvs,
);

export const bufferKeywords = {
  vrrpNetlinkCmdRcvBufsBytes: vrrpCommand.bytes,
  vrrpNetlinkCmdRcvBufsForce: vrrpCommand.force,
  vrrpNetlinkMonitorRcvBufsBytes: vrrpMonitor.bytes,
  vrrpNetlinkMonitorRcvBufsForce: vrrpMonitor.force,
  processMonitorRcvBufsBytes: process.bytes,
  processMonitorRcvBufsForce: process.force,
  lvsNetlinkCmdRcvBufsBytes: lvsCommand.bytes,
  lvsNetlinkCmdRcvBufsForce: lvsCommand.force,
  lvsNetlinkMonitorRcvBufsBytes: lvsMonitor.bytes,
  lvsNetlinkMonitorRcvBufsForce: lvsMonitor.force,
  vrrpRxBufsPolicy: optionalSetting<ReceiveBuffers>({
    name: "vrrp_rx_bufs_policy",
    doc: "How large receive buffers of VRRP sockets are: for packets of the interface's MTU, for advertisements, or a size.",
    example: "vrrp_rx_bufs_policy ADVERT",
    since: "2.0.3",
    requires: vrrp,
    form: receiveBuffers,
    unset: "the system's size",
  }),
  vrrpRxBufsMultiplier: setting<number>({
    name: "vrrp_rx_bufs_multiplier",
    doc: "How many packets of each instance fit into a receive buffer that vrrp_rx_bufs_policy sizes.",
    example: "vrrp_rx_bufs_multiplier 3",
    since: "2.0.3",
    requires: vrrp,
    form: alone(integer({ min: 1, max: UINT_MAX })),
    default: 3,
  }),
};
