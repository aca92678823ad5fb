/** The keywords of `PING_CHECK` in a `real_server`. */
import { blockKeyword } from "../../keyword.ts";
import { connectionKeywords } from "./connection.ts";
import { judgeTarget } from "./target.ts";

export const pingCheck = blockKeyword({
  name: "PING_CHECK",
  doc: "The server is up if it answers an ICMP echo request.",
  example: "PING_CHECK {",
  support: "accepted",
  since: "2.1.0",
  requires: [["LVS"]],
  whenMissing: "allowed",
  whenRepeated: "collected",
  keywords: { ...connectionKeywords({ run: false, since: "2.1.0" }) },
  closed: judgeTarget,
});
