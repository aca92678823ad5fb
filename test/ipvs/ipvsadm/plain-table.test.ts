/** The usual listing from /proc/net/ip_vs beside the one from netlink: the same text. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { numericNames } from "../../../src/ipvs/ipvsadm/endpoint-text.ts";
import { plainTableText, tableText } from "../../../src/ipvs/ipvsadm/listing.ts";
import { ProcTable } from "../../../src/ipvs/ipvsadm/proc-table.ts";
import type { ListedService } from "../../../src/ipvs/listing.ts";
import { fwmark } from "../services.ts";
import { listedServer, listedService } from "./listed.ts";
import { heading, procText } from "./proc-text.ts";

const port = fc.integer({ min: 0, max: 65_535 });
const bytes = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 255 }), { minLength: length, maxLength: length });
/** Few different ones too, which are told apart by their ports, and IPv6 addresses that are shortened or end as IPv4. */
const address = fc.oneof(
  bytes(4).map((all) => ({ family: 4 as const, bytes: all })),
  fc.integer({ min: 1, max: 4 }).map((last) => ({ family: 4 as const, bytes: [10, 0, 0, last] })),
  bytes(16).map((all) => ({ family: 6 as const, bytes: all })),
  bytes(4).map((last) => ({ family: 6 as const, bytes: [...new Array(10).fill(0), 0xff, 0xff, ...last] })),
  bytes(2).map((last) => ({ family: 6 as const, bytes: [0xfd, ...new Array(13).fill(0), ...last] })),
);
const server = fc
  .record({
    address,
    port,
    method: fc.integer({ min: 0, max: 3 }),
    weight: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2_147_483_647 })),
    activeConnections: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2_147_483_647 })),
    inactiveConnections: fc.integer({ min: 0, max: 2_147_483_647 }),
  })
  .map((more) => listedServer("10.0.0.1:1", more));
/** As they are filled most often: one address after the other, in either direction, also beyond what a signed word holds. */
const run = fc
  .record({
    first: fc.integer({ min: 0, max: 0xffff_ffff }),
    step: fc.constantFrom(1, 0x100, 0x1000_0000, 0x4000_0000),
    count: fc.integer({ min: 0, max: 20 }),
    isFalling: fc.boolean(),
  })
  .map(({ first, step, count, isFalling }) => {
    const words = Array.from({ length: count }, (_, i) => (first + i * step) >>> 0);
    const servers = words.map((word) =>
      listedServer("10.0.0.1:1", {
        address: { family: 4, bytes: [word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255] },
      }),
    );
    return isFalling ? servers.reverse() : servers;
  });
const service = fc
  .record({
    key: fc.record({
      kind: fc.constant("address" as const),
      address,
      port,
      protocol: fc.constantFrom("TCP" as const, "UDP" as const, "SCTP" as const),
    }),
    scheduler: fc.constantFrom("rr", "wlc", "mh"),
    servers: fc.oneof(fc.array(server, { maxLength: 40 }), run),
  })
  .map(({ servers, ...more }) => listedService("10.0.0.1:1", servers, more));
const table = fc.uniqueArray(service, { selector: ({ key }) => JSON.stringify(key), maxLength: 8 });

const plain = (services: readonly ListedService[], proc: string, sorted: boolean, asked: ListedService[]) =>
  plainTableText(
    services,
    new ProcTable(Buffer.from(proc)),
    (one) => {
      asked.push(one);
      return one.servers;
    },
    sorted,
  );
const fromNetlink = (services: readonly ListedService[], sorted: boolean) =>
  tableText(
    services,
    ({ servers }) => servers,
    { columns: "connections", exact: false, sorted },
    numericNames,
  );

test("any table, in either order, is the same text without asking netlink", () => {
  fc.assert(
    fc.property(table, fc.boolean(), (services, sorted) => {
      const asked: ListedService[] = [];
      expect(plain(services, procText(services), sorted, asked)).toBe(fromNetlink(services, sorted));
      expect(asked).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test("one service after the other, first many servers and then few", () => {
  const many = Array.from({ length: 300 }, (_, i) => listedServer(`10.0.${i >> 8}.${i & 255}:80`));
  const services = [listedService("10.0.0.1:1", many), listedService("10.0.0.2:1", many.slice(0, 2))];
  expect(plain(services, procText(services), true, [])).toBe(fromNetlink(services, true));
});

test("an IPv4 address in the place of an IPv6 one that was refused has nothing of it", () => {
  const refused = listedService("10.9.0.1:80", [
    listedServer("[a00:1:ffff:ffff:ffff:ffff:ffff:ffff]:80", { method: 5 }),
  ]);
  const good = listedService("10.9.0.2:80", [listedServer("10.0.0.1:81"), listedServer("10.0.0.1:80")]);
  const services = [refused, good];
  expect(plain(services, procText(services), true, [])).toBe(fromNetlink(services, true));
});

describe("netlink is asked", () => {
  const good = listedService("10.9.0.1:80", [listedServer("10.0.0.9:80"), listedServer("10.0.0.8:80")]);
  const askedFor = (services: readonly ListedService[], proc: string) => {
    const asked: ListedService[] = [];
    expect(plain(services, proc, true, asked)).toBe(fromNetlink(services, true));
    return asked;
  };

  test("for a mark, whose family the file does not say", () => {
    const mark = listedService("", [listedServer("10.0.0.7:0")], { key: fwmark(7) });
    expect(askedFor([mark, good], procText([mark, good]))).toEqual([mark]);
  });

  test("for a service that came after the file was read, and for all where there is no file", () => {
    const later = listedService("10.9.0.2:80", [listedServer("10.0.0.7:80")]);
    expect(askedFor([good, later], procText([good]))).toEqual([later]);
    expect(askedFor([good, later], "")).toEqual([good, later]);
  });

  test.each([
    ["a count of more than 31 bits", { activeConnections: 3_000_000_000 }],
    ["a method that the kernel has no name for", { method: 5 }],
  ])("for a service with %s", (_, more) => {
    const odd = listedService("10.9.0.2:80", [
      listedServer("10.0.0.7:80"),
      listedServer("10.0.0.6:80", more),
    ]);
    expect(askedFor([good, odd], procText([good, odd]))).toEqual([odd]);
  });

  const line = "  -> 0A000009:0050      Masq    1      0          0         \n";
  test.each([
    ["no arrow", line.replace("->", "=>")],
    ["an address too short", line.replace("0A00", "A00")],
    ["an address with a letter", line.replace("0A00", "0G00")],
    ["no colon", line.replace(":", " ")],
    ["a port too short", line.replace("0050", "050")],
    ["a smaller gap", line.replace("      Masq", "    Masq")],
    ["an unknown method", line.replace("Masq", "Mask")],
    ["no weight", line.replace("1      ", "       ")],
    ["a letter in a number", line.replace("0   ", "0a  ")],
    ["a column less", line.replace("0          0         \n", "0         \n")],
    ["a column more", line.replace("\n", " 1\n")],
    ["a narrower column", line.replace("1      0", "1  0")],
    ["no blank between columns", line.replace("1      0", "1     x0")],
    ["more than a number in a column", line.replace("1      0", "1 x    0")],
    ["no blanks at its end", line.trimEnd()],
    ["no newline", line.replace("\n", "x")],
    [
      "an IPv6 address with a dot within a word",
      line.replace("0A000009", "[fd00.0000:0000:0000:0000:0000:0000:0002]"),
    ],
    [
      "an IPv6 address with a dot between words",
      line.replace("0A000009", "[fd00:0000.0000:0000:0000:0000:0000:0002]"),
    ],
    ["half an IPv6 address", line.replace("0A000009", "[fd00:0000]")],
    ["an open IPv6 address", line.replace("0A000009", "[fd00:0000:0000:0000:0000:0000:0000:0002")],
  ])("for a service with a line of %s", (_, odd) => {
    expect(odd).not.toBe(line);
    expect(askedFor([good], `${heading}TCP  0A090001:0050 rr \n${odd}`)).toEqual([good]);
  });
});
