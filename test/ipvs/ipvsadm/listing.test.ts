/** Listings as ipvsadm 1.31 was seen to print them, line for line. The system test compares far more with the program itself. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { shortCounter, wholeCounter } from "../../../src/ipvs/ipvsadm/counter-text.ts";
import {
  endpointText,
  inetText,
  numericNames,
  tableEndpoint,
} from "../../../src/ipvs/ipvsadm/endpoint-text.ts";
import { type TableOptions, tableText, versionLine } from "../../../src/ipvs/ipvsadm/listing.ts";
import { servicesJson } from "../../../src/ipvs/ipvsadm/listing-json.ts";
import { sortServers } from "../../../src/ipvs/ipvsadm/listing-order.ts";
import { daemonsText, timeoutsText } from "../../../src/ipvs/ipvsadm/settings-text.ts";
import type { ListedService } from "../../../src/ipvs/listing.ts";
import { address, fwmark, key } from "../services.ts";
import { counters, listedServer, listedService } from "./listed.ts";

const table = [
  listedService("10.9.0.1:80", [
    listedServer("192.168.100.200:1", { method: 2, weight: 2_147_483_647 }),
    listedServer("192.168.100.201:65535", {
      upperThreshold: 65_535,
      activeConnections: 3,
      inactiveConnections: 1,
    }),
    listedServer("10.2.0.2:2", { method: 2, tunnelType: 1, tunnelPort: 6080, tunnelFlags: 1, weight: 0 }),
  ]),
  listedService(
    "[2001:db8:1111:2222:3333:4444:5555:6666]:65535",
    [listedServer("[fd00::5]:443", { method: 3 })],
    {
      scheduler: "sh",
      flags: 0x11,
      timeoutS: 30,
      netmask: 64,
    },
  ),
  listedService("", [listedServer("10.2.0.1:0", { method: 1 })], { key: fwmark(4_294_967_295), flags: 4 }),
];

function lines(columns: TableOptions["columns"]): string[] {
  return tableText(
    table,
    ({ servers }) => servers,
    { columns, exact: false, sorted: false },
    numericNames,
  ).split("\n");
}

describe("tables", () => {
  test("plain", () => {
    expect(lines("connections")).toEqual([
      "Prot LocalAddress:Port Scheduler Flags",
      "  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn",
      "TCP  10.9.0.1:80 rr",
      "  -> 192.168.100.200:1            Tunnel  2147483647 0          0         ",
      "  -> 192.168.100.201:65535        Masq    1      3          1         ",
      "  -> 10.2.0.2:2                   Tunnel  0      0          0         ",
      "TCP  [2001:db8:1111:2222:3333:4444:5555:6666]:65535 sh (sh-port) persistent 30 mask 64",
      "  -> [fd00::5]:443                Route   1      0          0         ",
      "FWM  -1 rr ops",
      "  -> 10.2.0.1:0                   Local   1      0          0         ",
      "",
    ]);
  });

  test("--tun-info, --thresholds, --persistent-conn", () => {
    expect(lines("tunnels")[5]).toBe(
      "  -> 10.2.0.2:2                   Tunnel  gue:6080:+c   0      0          0         ",
    );
    expect(lines("thresholds").slice(0, 5)).toEqual([
      "Prot LocalAddress:Port            Uthreshold Lthreshold ActiveConn InActConn ",
      "  -> RemoteAddress:Port",
      "TCP  10.9.0.1:80 rr",
      "  -> 192.168.100.200:1            0          0          0          0         ",
      "  -> 192.168.100.201:65535        65535      0          3          1         ",
    ]);
    expect(lines("persistent-connections")[3]).toBe(
      "  -> 192.168.100.200:1            2147483647 0           0          0         ",
    );
  });

  test("--stats and --rate have no scheduler", () => {
    expect(lines("stats").slice(0, 4)).toEqual([
      "Prot LocalAddress:Port               Conns   InPkts  OutPkts  InBytes OutBytes",
      "  -> RemoteAddress:Port",
      "TCP  10.9.0.1:80                         0        0        0        0        0",
      "  -> 192.168.100.200:1                   0        0        0        0        0",
    ]);
    expect(lines("rate")[7]).toBe(
      "  -> [fd00::5]:443                       0        0        0        0        0",
    );
  });

  test("of a server ipvsadm reads 32 bits, and shortens no connections and packets a second", () => {
    const big = listedService(
      "10.9.0.1:8",
      [listedServer("10.2.0.1:8", { counters: counters(2n ** 32n + 5n, 10n ** 9n) })],
      {
        counters: counters(2n ** 32n + 5n, 10n ** 9n),
      },
    );
    const of = (columns: "stats" | "rate") =>
      tableText([big], ({ servers }) => servers, { columns, exact: false, sorted: true }, numericNames)
        .split("\n")
        .slice(2, 4);
    expect(of("stats")).toEqual([
      "TCP  10.9.0.1:8                      4294M    1000M    1000M    1000M    1000M",
      "  -> 10.2.0.1:8                          5    1000M    1000M    1000M    1000M",
    ]);
    expect(of("rate")[1]).toBe(
      "  -> 10.2.0.1:8                          5 1000000000 1000000000    1000M    1000M",
    );
  });
});

test.each([
  [99_999_999n, " 99999999"],
  [100_000_000n, "  100000K"],
  [999_999_999n, "  999999K"],
  [1_000_000_000n, "    1000M"],
  [99_999_999_999n, "   99999M"],
  [100_000_000_000n, "     100G"],
  [99_999_999_999_999n, "   99999G"],
  [100_000_000_000_000n, "     100T"],
  [18_446_744_073_709_551_615n, "18446744T"],
])("%d is shortened to '%s'", (value, text) => {
  expect(shortCounter(value)).toBe(text);
  expect(wholeCounter(value)).toBe(` ${String(value).padStart(8)}`);
});

test("version, timeouts and daemons", () => {
  expect(versionLine({ version: "1.2.1", connectionTableSize: 4096 })).toBe(
    "IP Virtual Server version 1.2.1 (size=4096)\n",
  );
  expect(timeoutsText({ tcpS: 900, tcpFinS: 120, udpS: 300 })).toBe(
    "Timeout (tcp tcpfin udp): 900 120 300\n",
  );
  const wire = { syncid: 0, maxLength: 1472, group: address("224.0.0.81"), port: 8848, ttl: 1 };
  expect(
    daemonsText([
      { ...wire, role: "backup", interfaceName: "eth1" },
      { ...wire, role: "master", interfaceName: "eth0" },
    ]),
  ).toBe(`master sync daemon (mcast=eth0, syncid=0, maxlen=1472, group=224.0.0.81, port=8848, ttl=1)
backup sync daemon (mcast=eth1, syncid=0, maxlen=1472, group=224.0.0.81, port=8848, ttl=1)
`);
});

test("IPv6 as inet_ntop writes it", () => {
  const texts = [
    "::1.2.3.4",
    "::ffff:1.2.3.4",
    "::1",
    "::",
    "2001:db8::1:0:0:1",
    "fd00::",
    "::ffff",
    "1:0:0:2::3",
  ];
  expect(texts.map((text) => inetText(address(text)))).toEqual(texts);
  expect(inetText(address("::1:0"))).toBe("::0.1.0.0");
});

test("names are cut where ipvsadm cuts them", () => {
  const names = {
    host: () => "another-very-long-name-of-a-real-server.in-a-domain.example.org",
    port: () => "http",
  };
  expect(tableEndpoint(address("10.0.0.1"), "http", names)).toBe("another-very-long-name-of-a-");
  const cut = "[another-very-long-name-of-a-real-server.in-a-domain.exampl";
  expect(tableEndpoint(address("fd00::1"), "http", names)).toBe(cut);
  expect(endpointText(address("fd00::1"), "http", names)).toBe(cut);
  expect(endpointText(address("10.0.0.1"), "http", names)).toHaveLength(59);
});

describe("order", () => {
  const golden = JSON.parse(
    readFileSync(new URL("../golden/ipvsadm-order.json", import.meta.url), "utf8"),
  ) as {
    kernel: string[];
    ipvsadm: string[];
  };
  const head =
    "Prot LocalAddress:Port Scheduler Flags\n  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn\n";

  /** `TCP  10.0.0.1:80`, `FWM  -1 IPv6`. */
  function serviceOf(line: string): ListedService {
    const [protocol, name = "", family] = line.split(/ +/);
    if (protocol === "FWM") {
      return listedService("", [], {
        key: { kind: "fwmark", mark: Number(name) >>> 0, family: family === "IPv6" ? 6 : 4 },
      });
    }
    return listedService("", [], { key: key(name, protocol as "TCP" | "UDP" | "SCTP") });
  }

  function listed(sorted: boolean): string[] {
    const options: TableOptions = { columns: "connections", exact: false, sorted };
    const text = tableText(golden.kernel.map(serviceOf), () => [], options, numericNames);
    expect(text.startsWith(head)).toBe(true);
    return text.slice(head.length).trimEnd().split("\n");
  }

  test("--nosort: the kernel's", () => {
    expect(listed(false)).toEqual(golden.kernel.map((line) => `${line} rr`));
  });

  test("ipvsadm's, whose differences of addresses overflow, so that the steps of the sorting decide", () => {
    expect(listed(true)).toEqual(golden.ipvsadm.map((line) => `${line} rr`));
  });

  test("of servers", () => {
    const servers = ["10.2.0.1:9", "10.2.0.1:8", "192.168.0.1:1", "[fd00::1]:1", "[2001:db8::1]:1"];
    const sorted = sortServers(servers.map((text) => listedServer(text)));
    expect(sorted.map(({ address: of, port }) => `${inetText(of)} ${port}`)).toEqual([
      "192.168.0.1 1",
      "fd00::1 1",
      "10.2.0.1 8",
      "10.2.0.1 9",
      "2001:db8::1 1",
    ]);
  });
});

test("as JSON", () => {
  const info = { version: "1.2.1", connectionTableSize: 4096 };
  const listed = JSON.parse(servicesJson(info, table, false)) as { services: Record<string, unknown>[] };
  expect(listed).toMatchObject({ version: "1.2.1", connectionTableSize: 4096 });
  expect(listed.services[0]).toMatchObject({
    protocol: "TCP",
    address: "10.9.0.1",
    port: 80,
    scheduler: "rr",
    schedulerFlags: [],
    onePacket: false,
    persistence: null,
    counters: { connections: 0, outBytesPerS: 0 },
  });
  expect(listed.services[0]?.servers).toMatchObject([
    { address: "192.168.100.200", forwarding: "Tunnel", tunnel: { type: "ipip" }, weight: 2_147_483_647 },
    { forwarding: "Masq", upperThreshold: 65_535, activeConnections: 3, inactiveConnections: 1 },
    { tunnel: { type: "gue", port: 6080, checksum: "csum" } },
  ]);
  expect(listed.services[1]).toMatchObject({
    schedulerFlags: ["sh-port"],
    persistence: { timeoutS: 30, prefixLength: 64 },
  });
  expect(listed.services[2]).toMatchObject({ fwmark: 4_294_967_295, family: "IPv4", onePacket: true });
});
