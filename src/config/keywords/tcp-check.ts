/** The keywords of `TCP_CHECK` in a `real_server`. */
import type { IpAddress } from "../../values/address.ts";
import { ipAddress, port } from "../forms/address.ts";
import { blockKeyword, valueKeyword } from "../keyword.ts";
import { timingKeywords } from "./check-timing.ts";

const common = {
  support: "full",
  requires: [["LVS"]],
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
} as const;

export const connectIp = valueKeyword<IpAddress>({
  ...common,
  name: "connect_ip",
  doc: "The address that the check connects to.",
  example: "connect_ip 172.16.1.5",
  form: ipAddress,
  default: { kind: "derived", from: "the real server's address" },
});

export const connectPort = valueKeyword<number>({
  ...common,
  name: "connect_port",
  doc: "The port that the check connects to.",
  example: "connect_port 80",
  form: port,
  default: { kind: "derived", from: "the real server's port" },
});

export const tcpCheckTiming = timingKeywords({
  defaults: {
    delayLoop: "the real server's value",
    connectTimeout: "the real server's value",
    retry: "the real server's value, else 1",
    delayBeforeRetry: "the real server's value, else 1 s",
    warmup: "the real server's value, else delay_loop",
  },
  since: { retry: "1.2.20", delayBeforeRetry: "1.2.20", delayLoop: "1.3.7" },
  fewestRetries: 0,
});

export const tcpCheck = blockKeyword({
  name: "TCP_CHECK",
  doc: "The server is up if a TCP connection to it can be made.",
  example: "TCP_CHECK {",
  support: "full",
  requires: [["LVS"]],
  whenMissing: "allowed",
  whenRepeated: "collected",
  keywords: { connectIp, connectPort, ...tcpCheckTiming },
});
