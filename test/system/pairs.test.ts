/** The pairs that every change has to pass; the mixed ones by NAT, which only their web servers' way back tells apart, are among the long tests. */
import { describePairs } from "./pair-suite.ts";

describePairs([
  { first: "keepalived", second: "keepalived", mode: "DR" },
  { first: "keepalived", second: "keepalived", mode: "NAT" },
  { first: "vigil", second: "vigil", mode: "DR" },
  { first: "vigil", second: "vigil", mode: "NAT" },
  { first: "vigil", second: "keepalived", mode: "DR" },
  { first: "keepalived", second: "vigil", mode: "DR" },
]);
