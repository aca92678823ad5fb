/** ipvsadm's listings, as 1.31 prints them, without what changes by the second. */
import { expect, test } from "vitest";
import { serversByService, withoutConnections } from "../../src/lab/kernel-view.ts";

const listing = `IP Virtual Server version 1.2.1 (size=4096)
Prot LocalAddress:Port Scheduler Flags
  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn
TCP  172.16.1.100:80 rr
  -> 172.16.1.6:80                Route   1      0          10
  -> 172.16.1.5:80                Route   1      3          117
UDP  172.16.1.100:53 wlc persistent 50
`;
const empty = listing.split("\n").slice(0, 3).join("\n");

test("the two connection columns go, in the heading too", () => {
  expect(withoutConnections(listing)).toEqual([
    "IP Virtual Server version 1.2.1 (size=4096)",
    "Prot LocalAddress:Port Scheduler Flags",
    "  -> RemoteAddress:Port           Forward Weight",
    "TCP  172.16.1.100:80 rr",
    "  -> 172.16.1.6:80                Route   1",
    "  -> 172.16.1.5:80                Route   1",
    "UDP  172.16.1.100:53 wlc persistent 50",
  ]);
});

test("servers stay in their order, under their service", () => {
  expect(serversByService(listing)).toEqual({
    "TCP  172.16.1.100:80 rr": ["172.16.1.6:80", "172.16.1.5:80"],
    "UDP  172.16.1.100:53 wlc persistent 50": [],
  });
});

test("an empty table has no service", () => {
  expect(serversByService(`${empty}\n`)).toEqual({});
  expect(withoutConnections(`${empty}\n`)).toHaveLength(3);
});
