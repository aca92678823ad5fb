/** The kernel's answers as ipvsadm received them, read for a listing. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { decodeListedServer, decodeListedService } from "../../src/ipvs/decode-listing.ts";
import { address, fwmark, key } from "./services.ts";

const answers = JSON.parse(readFileSync(new URL("golden/kernel-answers.json", import.meta.url), "utf8")) as {
  services: string[];
  destinations: string[];
};
/** Somewhere in a datagram, as messages of a dump lie. */
function inDatagram(answer: Uint8Array): [datagram: Uint8Array, start: number, end: number] {
  const before = 16;
  const datagram = new Uint8Array(before + answer.length + 4);
  datagram.set(answer, before);
  return [datagram, before, before + answer.length];
}

const decodedServer = (answer: Uint8Array, withCounters: boolean) =>
  decodeListedServer(...inDatagram(answer), 4, withCounters);
const decodedService = (answer: Uint8Array, withCounters: boolean) =>
  decodeListedService(...inDatagram(answer), withCounters);

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));

function changed(hex: string, from: string, to: string): Uint8Array {
  expect(hex.split(from)).toHaveLength(2);
  return bytes(hex.replace(from, to));
}

test("services: flags, timeout and mask as the kernel has them", () => {
  const services = answers.services.map((answer) => decodedService(bytes(answer), false));
  expect(services).toEqual([
    { key: key("172.16.1.100:80"), scheduler: "wlc", flags: 1, timeoutS: 30, netmask: [255, 255, 255, 255] },
    {
      key: key("172.16.1.100:53", "UDP"),
      scheduler: "wlc",
      flags: 1,
      timeoutS: 300,
      netmask: [255, 255, 255, 0],
    },
    { key: key("[fd00::1]:443"), scheduler: "wrr", flags: 1, timeoutS: 60, netmask: 128 },
    { key: fwmark(7), scheduler: "sh", flags: 0x18, timeoutS: 0, netmask: [255, 255, 255, 255] },
  ]);
});

test("servers: connections, and the 64-bit counters before the 32-bit ones", () => {
  const [answer = ""] = answers.destinations;
  // STATS64's first, OUTBYTES of 64 bits in STATS, ACTIVE_CONNS.
  const counted = changed(answer, "7c000c000c0001000000000000000000", "7c000c000c0001000100000001000000");
  expect(decodedServer(counted, true)).toMatchObject({
    address: address("172.16.1.5"),
    port: 80,
    method: 3,
    weight: 9,
    activeConnections: 0,
    counters: { connections: 0x1_0000_0001n, inPackets: 0n },
  });
  const active = changed(
    answer,
    "0800070000000000080008000000000008000900000000000600",
    "0800070005000000080008000000000008000900000000000600",
  );
  expect(decodedServer(active, false)).toMatchObject({ activeConnections: 5 });
});

test("a kernel without 64-bit counters gives its 32-bit ones", () => {
  const [answer = ""] = answers.destinations;
  // STATS64 under a number that nobody reads.
  const old = changed(
    answer.replace("7c000c000c0001", "7c0020000c0001"),
    "5c000a000800010000000000",
    "5c000a000800010007000000",
  );
  expect(decodedServer(old, true)).toMatchObject({ counters: { connections: 7n } });
});

test("what is cut at any place is nothing or the value, never an exception", () => {
  for (const answer of [...answers.services, ...answers.destinations].map(bytes)) {
    for (let length = 0; length < answer.length; length++) {
      const cut = answer.subarray(0, length);
      const service = decodedService(cut, true);
      expect(service === undefined || service.scheduler !== "").toBe(true);
      const server = decodedServer(cut, true);
      expect(server === undefined || Number.isInteger(server.weight + server.port)).toBe(true);
    }
  }
});
