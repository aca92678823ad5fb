/** The mixed pairs by NAT, beside keepalived/keepalived. */
import { describePairs } from "../system/pair-suite.ts";

describePairs([
  { first: "keepalived", second: "keepalived", mode: "NAT" },
  { first: "vigil", second: "keepalived", mode: "NAT" },
  { first: "keepalived", second: "vigil", mode: "NAT" },
]);
