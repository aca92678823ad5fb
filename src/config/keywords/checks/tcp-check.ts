/** The keywords of `TCP_CHECK` in a `real_server`. */
import { blockKeyword } from "../../keyword.ts";
import { connectionKeywords, grownLevel } from "./connection.ts";
import { judgeTarget } from "./target.ts";

export const tcpConnection = connectionKeywords(
  grownLevel({ run: true, keywordsSince: { retry: "1.2.20", delayBeforeRetry: "1.2.20" } }),
);

export const tcpCheck = blockKeyword({
  name: "TCP_CHECK",
  doc: "The server is up if a TCP connection to it can be made.",
  example: "TCP_CHECK {",
  support: "full",
  requires: [["LVS"]],
  whenMissing: "allowed",
  whenRepeated: "collected",
  keywords: { ...tcpConnection },
  closed: judgeTarget,
});
