/** The kernel's connection table: lines as Linux 6.1 wrote them, and what ipvsadm 1.31 made of them. */
import { describe, expect, test } from "vitest";
import { isTemplate, templateMark } from "../../../src/ipvs/connections/connection.ts";
import { countConnections } from "../../../src/ipvs/connections/count.ts";
import { parseConnections } from "../../../src/ipvs/connections/parse.ts";
import { isSelected, parseEndpointPattern } from "../../../src/ipvs/connections/select.ts";
import { persistenceMasks } from "../../../src/ipvs/connections/templates.ts";
import { connectionTable, countTable } from "../../../src/ipvs/connections/text.ts";
import { connectionsText } from "../../../src/ipvs/ipvsadm/connections-text.ts";
import { numericNames } from "../../../src/ipvs/ipvsadm/endpoint-text.ts";
import { parsePrefix } from "../../../src/values/prefix.ts";
import { listedService } from "../ipvsadm/listed.ts";
import { fwmark } from "../services.ts";

const kernel = `Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Expires PEName PEData
TCP 0A090001 DCF0 0A090001 0050 0A030001 1F40 CLOSE             5
UDP 0A090002 D621 0A090002 13C4 0A030001 1388 UDP             295
TCP fd00:0000:0000:0000:0000:0000:0000:0001 EDF2 fd00:0000:0000:0000:0000:0000:0000:0001 0050 fd00:0000:0000:0000:0000:0000:0000:0099 1F40 ESTABLISHED     895
UDP 0A090002 0000 0A090002 13C4 0A030001 1388 NONE             25 sip abcdef-12345@10.1.1.1
TCP 0A090000 0000 0A090002 0050 0A030001 1F40 ASSURED        6000
IP  0A090003 0000 00000009 0000 0A030001 0000 ASSURED          95
`;
const { connections, unreadable } = parseConnections(kernel);

describe("reading", () => {
  test("every line, templates among them", () => {
    expect(unreadable).toEqual([]);
    expect(connections[0]).toEqual({
      protocol: "TCP",
      client: { address: { family: 4, bytes: [10, 9, 0, 1] }, port: 56_560 },
      virtual: { address: { family: 4, bytes: [10, 9, 0, 1] }, port: 80 },
      server: { address: { family: 4, bytes: [10, 3, 0, 1] }, port: 8000 },
      state: "CLOSE",
      expiresS: 5,
    });
    expect(connections[3]?.persistenceEngine).toEqual({ name: "sip", data: "abcdef-12345@10.1.1.1" });
    expect(connections.map(isTemplate)).toEqual([false, false, false, true, true, true]);
    expect(connections.map(templateMark)).toEqual([...new Array<undefined>(5).fill(undefined), 9]);
  });

  test("a malformed line is told by its number, and cut anywhere the text never throws", () => {
    const good = kernel.split("\n")[1];
    const bad = [
      "",
      "TCP",
      "TCP 0A09000G DCF0 0A090001 0050 0A030001 1F40 CLOSE 5",
      `${good} sip`.replace(" 5", " x"),
    ];
    const v6 = kernel.split("\n")[3] ?? "";
    bad.push(v6.replace("fd00:0000", "fd00.0000"), v6.replace("fd00:", "fd0:"));
    const table = parseConnections(["heading", ...bad, good, ""].join("\n"));
    expect(table.unreadable).toEqual([2, 3, 4, 5, 6, 7]);
    expect(table.connections).toEqual([connections[0]]);
    for (let length = 0; length < kernel.length; length++) parseConnections(kernel.slice(0, length));
    expect(parseConnections("")).toEqual({ connections: [], unreadable: [] });
  });

  test("the time grows as the lines do", () => {
    const lines = kernel.split("\n").slice(1, 4).join("\n");
    const timeOf = (times: number) => {
      const text = `heading\n${`${lines}\n`.repeat(times)}`;
      const start = process.hrtime.bigint();
      const table = parseConnections(text);
      connectionTable(table.connections, { masks: new Map() });
      countConnections(table.connections, "client");
      expect(table.connections.length).toBe(3 * times);
      return Number(process.hrtime.bigint() - start);
    };
    const small = Math.min(timeOf(1000), timeOf(1000), timeOf(1000));
    // Ten times as much; a quadratic step would take a hundred times as long.
    expect(timeOf(10_000)).toBeLessThan(50 * small);
  });
});

test("as ipvsadm prints them", () => {
  expect(connectionsText(connections, numericNames, false)).toBe(`IPVS connection entries
pro expire state       source             virtual            destination
TCP 00:05  CLOSE       10.9.0.1:56560     10.9.0.1:80        10.3.0.1:8000
UDP 04:55  UDP         10.9.0.2:54817     10.9.0.2:5060      10.3.0.1:5000
TCP 14:55  ESTABLISHED [fd00::1]:60914    [fd00::1]:80       [fd00::99]:8000
UDP 00:25  NONE        10.9.0.2:0         10.9.0.2:5060      10.3.0.1:5000
TCP 100:00 ASSURED     10.9.0.0:0         10.9.0.2:80        10.3.0.1:8000
IP  01:35  ASSURED     10.9.0.3:0         0.0.0.9:0          10.3.0.1:0
`);
  expect(connectionsText(connections.slice(3, 5), numericNames, true)).toBe(`IPVS connection entries
pro expire state       source             virtual            destination        pe name          pe_data
UDP 00:25  NONE        10.9.0.2:0         10.9.0.2:5060      10.3.0.1:5000    sip                abcdef-12345@10.1.1.1
TCP 100:00 ASSURED     10.9.0.0:0         10.9.0.2:80        10.3.0.1:8000
`);
});

describe("choosing", () => {
  const chosen = (selection: Parameters<typeof isSelected>[1]) =>
    connections.flatMap((connection, index) => (isSelected(connection, selection) ? [index] : []));
  const nowhere = { address: { family: 4, bytes: [] }, length: 0 } as const;
  const endpoint = (text: string) =>
    parseEndpointPattern(text) ?? { address: { family: 4, bytes: [] } as const };

  test("by service, server, client, state and protocol", () => {
    expect(chosen({})).toEqual([0, 1, 2, 3, 4, 5]);
    expect(chosen({ service: endpoint("10.9.0.2") })).toEqual([1, 3, 4]);
    expect(chosen({ service: endpoint("10.9.0.2:80") })).toEqual([4]);
    expect(chosen({ server: endpoint("[fd00::99]:8000") })).toEqual([2]);
    expect(chosen({ client: parsePrefix("10.9.0.0/31") ?? nowhere })).toEqual([0, 4]);
    expect(chosen({ client: parsePrefix("0.0.0.0/0") ?? nowhere })).toEqual([0, 1, 3, 4, 5]);
    expect(chosen({ states: ["ASSURED", "NONE"], protocols: ["TCP", "IP"] })).toEqual([4, 5]);
  });

  test.each([
    "",
    "10.9.0",
    "10.9.0.1:",
    "10.9.0.1:99999",
    "[10.9.0.1]:80",
    "fd00::1]:80",
    "[fd00::1]80",
    "web:80",
  ])("'%s' is no endpoint", (text) => {
    expect(parseEndpointPattern(text)).toBeUndefined();
  });

  test.each(["", "10.0.0.0/33", "10.0.0.0/", "/8", "fd00::/129", "10.0.0.0/8/8", "x/8"])(
    "'%s' is no network",
    (text) => {
      expect(parsePrefix(text)).toBeUndefined();
    },
  );
});

test("counted, the largest first, templates apart", () => {
  expect(countTable(countConnections(connections, "server"), "server")).toBe(`CONNECTIONS  TEMPLATES  SERVER
1            1          10.3.0.1:5000
1            1          10.3.0.1:8000
1            0          [fd00::99]:8000
0            1          10.3.0.1:0
`);
  expect(countConnections(connections, "service").map(({ name }) => name)).toContain("firewall mark 9");
});

test("explained: what is open, what persistence remembers, what the words mean", () => {
  const masks = persistenceMasks([
    listedService("10.9.0.2:80", [], { netmask: [255, 255, 255, 0] }),
    listedService("", [], { key: fwmark(9) }),
  ]);
  expect(
    connectionTable(connections, { masks, timeouts: { tcpS: 60, tcpFinS: 2, udpS: 3 } }),
  ).toBe(`PROTOCOL  CLIENT           SERVICE        SERVER           STATE        TIME LEFT
TCP       10.9.0.1:56560   10.9.0.1:80    10.3.0.1:8000    CLOSE        00:05
UDP       10.9.0.2:54817   10.9.0.2:5060  10.3.0.1:5000    UDP          04:55
TCP       [fd00::1]:60914  [fd00::1]:80   [fd00::99]:8000  ESTABLISHED  14:55

3 persistence templates
  the sip call abcdef-12345@10.1.1.1 of 10.9.0.2 -> 10.3.0.1:5000 for UDP 10.9.0.2:5060, for another 00:25; none of its connections was completed yet
  clients of 10.9.0.0/24 -> 10.3.0.1:8000 for TCP 10.9.0.2:80, for another 100:00
  client 10.9.0.3 -> 10.3.0.1:0 for firewall mark 9, for another 01:35
A template is no connection: it gives every new connection of its clients the same server. Each of
them starts its time anew, and while one is kept it is prolonged by a minute. Its state NONE: none was completed yet.

What the states mean
  TCP CLOSE        closed, or ended by a reset; forgotten 10 s after its last packet
  UDP UDP          UDP has no states; forgotten 3 s after its last packet
  TCP ESTABLISHED  open; forgotten 60 s after its last packet
`);
  expect(connectionTable([], { masks })).toBe("no connections\n");
});
