/** The journal: what is written is read, and nothing else is believed. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { formatJournal, type IpvsJournal, parseJournal } from "../../src/ipvs/journal.ts";
import { fwmark, key } from "./services.ts";

const journal: IpvsJournal = {
  services: [key("10.0.0.1:80"), key("[fd00::1]:0", "SCTP"), fwmark(4_294_967_295)],
  deadServers: ["[10.0.0.1]:tcp:80 [10.0.0.5]:tcp:80", "ü"],
};

test("written and read", () => {
  expect(parseJournal(formatJournal(journal))).toEqual({ value: journal });
  expect(parseJournal(formatJournal({ services: [], deadServers: [] }))).toEqual({
    value: { services: [], deadServers: [] },
  });
});

test("cut short it is no journal", () => {
  const text = formatJournal(journal).trimEnd();
  for (let length = 0; length < text.length; length++) {
    expect(parseJournal(text.slice(0, length))).toHaveProperty("reason");
  }
});

test.each([
  ["another version", { version: 2, services: [], deadServers: [] }],
  ["no list", { version: 1, services: {}, deadServers: [] }],
  ["no dead servers", { version: 1, services: [] }],
  ["a number for an id", { version: 1, services: [], deadServers: [7] }],
  ["an unknown kind", { version: 1, services: [{ kind: "group" }], deadServers: [] }],
  ["a mark too big", { version: 1, services: [{ ...fwmark(1), mark: 2 ** 32 }], deadServers: [] }],
  ["a port too big", { version: 1, services: [{ ...key("10.0.0.1:80"), port: 65_536 }], deadServers: [] }],
  [
    "an unknown protocol",
    { version: 1, services: [{ ...key("10.0.0.1:80"), protocol: "ICMP" }], deadServers: [] },
  ],
  [
    "an address too short",
    {
      version: 1,
      services: [{ ...key("10.0.0.1:80"), address: { family: 4, bytes: [1, 2, 3] } }],
      deadServers: [],
    },
  ],
  [
    "a byte too big",
    {
      version: 1,
      services: [{ ...key("10.0.0.1:80"), address: { family: 4, bytes: [1, 2, 3, 256] } }],
      deadServers: [],
    },
  ],
  ["an array", []],
  ["null", null],
])("%s is a reason", (_, value) => {
  expect(parseJournal(JSON.stringify(value))).toHaveProperty("reason");
});

test("garbage never throws", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(parseJournal(text)).toHaveProperty("reason");
    }),
  );
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.array(fc.jsonValue()), (services, deadServers) => {
      parseJournal(JSON.stringify({ version: 1, services, deadServers }));
    }),
  );
});
