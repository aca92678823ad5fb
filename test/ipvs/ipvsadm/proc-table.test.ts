/** /proc/net/ip_vs as kernel 6.1 wrote it, line by line. */
import { expect, test } from "vitest";
import { ProcTable } from "../../../src/ipvs/ipvsadm/proc-table.ts";
import { TextBuffer } from "../../../src/ipvs/ipvsadm/text-buffer.ts";
import { fwmark, key } from "../services.ts";
import { heading } from "./proc-text.ts";

const read = (...lines: string[]) => new ProcTable(Buffer.from(`${heading}${lines.join("\n")}\n`));

/** undefined where netlink is to be asked. */
function servers(table: ProcTable, service: ReturnType<typeof key>): string[] | undefined {
  const out = new TextBuffer();
  return table.printServers(service, out, false) ? out.toString().split("\n").slice(0, -1) : undefined;
}

const server = "  -> 0A000005:0050      Route   1      0          0         ";

test("the servers of each service in the kernel's order", () => {
  const table = read(
    "TCP  AC100164:0050 rr  ",
    "  -> AC100106:0050      Route   1      2          30        ",
    "  -> AC100105:1F90      Masq    0      0          0         ",
    "SCTP  0A000001:0007 wlc persistent 300 FFFFFFFF ",
    "UDP  [fd00:0000:0000:0000:0000:0000:0000:000a]:0035 mh ",
    "  -> [fd00:0000:0000:0000:0000:0000:0000:0002]:0035      Tunnel  1      0          0         ",
  );
  expect(servers(table, key("172.16.1.100:80"))).toEqual([
    "  -> 172.16.1.6:80                Route   1      2          30        ",
    "  -> 172.16.1.5:8080              Masq    0      0          0         ",
  ]);
  expect(servers(table, key("10.0.0.1:7", "SCTP"))).toEqual([]);
  expect(servers(table, key("[fd00::a]:53", "UDP"))).toEqual([
    "  -> [fd00::2]:53                 Tunnel  1      0          0         ",
  ]);
  expect(servers(table, key("172.16.1.100:81"))).toBeUndefined();
  expect(servers(table, key("172.16.1.100:80", "UDP"))).toBeUndefined();
});

test("a mark, whose family is not said, and its servers are left out", () => {
  const table = read("TCP  0A000001:0050 rr ", "FWM  00000007 rr ", server);
  expect(servers(table, key("10.0.0.1:80"))).toEqual([]);
  expect(servers(table, fwmark(7))).toBeUndefined();
});

test("a line that the kernel would not write makes its own service unreadable and no other", () => {
  const table = read(
    "TCP  0A000001:0050 rr ",
    server,
    server.replace("Route", "Rout "),
    server,
    "TCP  0A000002:0050 rr ",
    server,
  );
  expect(servers(table, key("10.0.0.1:80"))).toBeUndefined();
  expect(servers(table, key("10.0.0.2:80"))).toHaveLength(1);
});

test("a line that ends in its midst, and no table", () => {
  expect(servers(read("TCP  0A000001:0050"), key("10.0.0.1:80"))).toBeUndefined();
  for (const text of ["", "IP Virtual Server", `${heading}TCP`]) {
    expect(servers(new ProcTable(Buffer.from(text)), key("10.0.0.1:80"))).toBeUndefined();
  }
});
