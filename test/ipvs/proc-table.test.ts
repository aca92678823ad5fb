/** /proc/net/ip_vs as kernel 6.1 wrote it, line by line. */
import { expect, test } from "vitest";
import { ProcTable } from "../../src/ipvs/proc-table.ts";

const heading = `IP Virtual Server version 1.2.1 (size=4096)
Prot LocalAddress:Port Scheduler Flags
  -> RemoteAddress:Port Forward Weight ActiveConn InActConn
`;

const read = (...lines: string[]) => new ProcTable(`${heading}${lines.join("\n")}\n`);
const v4 = (...bytes: number[]) => ({ family: 4, bytes });

test("services by name with their servers in order", () => {
  const table = read(
    "TCP  AC100164:0050 rr  ",
    "  -> AC100106:0050      Route   1      2          30        ",
    "  -> AC100105:1F90      Masq    0      0          0         ",
    "SCTP  0A000001:0007 wlc persistent 300 FFFFFFFF ",
    "UDP  [fd00:0000:0000:0000:0000:0000:0000:0001]:0035 mh ",
    "  -> [fd00:0000:0000:0000:0000:0000:0000:0002]:0035      Tunnel  1      0          0         ",
  );
  const counts = (weight: number, activeConnections: number, inactiveConnections: number) => ({
    weight,
    activeConnections,
    inactiveConnections,
  });
  expect(table.serversOf("[172.16.1.100]:tcp:80")).toEqual([
    { address: v4(172, 16, 1, 6), port: 80, method: 3, ...counts(1, 2, 30) },
    { address: v4(172, 16, 1, 5), port: 8080, method: 0, ...counts(0, 0, 0) },
  ]);
  expect(table.serversOf("[10.0.0.1]:sctp:7")).toEqual([]);
  expect(table.serversOf("[fd00::1]:udp:53")).toEqual([
    {
      address: { family: 6, bytes: [0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2] },
      port: 53,
      method: 2,
      ...counts(1, 0, 0),
    },
  ]);
  expect(table.serversOf("[172.16.1.100]:tcp:81")).toBeUndefined();
});

test("a mark, whose family is not said, and its servers are left out", () => {
  const table = read(
    "TCP  0A000001:0050 rr ",
    "FWM  00000007 rr ",
    "  -> 0A000005:0000      Route   1      0          0         ",
  );
  expect(table.serversOf("[10.0.0.1]:tcp:80")).toEqual([]);
  expect(table.serversOf("7")).toBeUndefined();
});

test.each([
  ["an unknown method", "  -> 0A000005:0050      Bypass  1      0          0"],
  ["no address", "  -> 0A00005:0050      Route   1      0          0"],
  ["no number", "  -> 0A000005:0050      Route   one    0          0"],
  ["too few words", "  -> 0A000005:0050      Route   1      0"],
])("a service with a line of %s is left to netlink", (_, line) => {
  const table = read("TCP  0A000001:0050 rr ", line, "TCP  0A000002:0050 rr ");
  expect(table.serversOf("[10.0.0.1]:tcp:80")).toBeUndefined();
  expect(table.serversOf("[10.0.0.2]:tcp:80")).toEqual([]);
});

test("a table without services, and no table", () => {
  for (const table of [read(), new ProcTable("")])
    expect(table.serversOf("[10.0.0.1]:tcp:80")).toBeUndefined();
});
