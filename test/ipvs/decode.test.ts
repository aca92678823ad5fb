/** The kernel's answers as ipvsadm received them, read by us. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { decodeDestination, decodeInfo, decodeService } from "../../src/ipvs/decode.ts";
import { writeCommand } from "../../src/ipvs/encode.ts";
import type { KernelForwarding } from "../../src/ipvs/table.ts";
import { MessageWriter } from "../../src/netlink/writer.ts";
import { destination, fwmark, key, service } from "./services.ts";

const answers = JSON.parse(readFileSync(new URL("golden/kernel-answers.json", import.meta.url), "utf8")) as {
  info: string;
  services: string[];
  destinations: string[];
};
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));
const settings = (...words: Parameters<typeof service>) => {
  const { destinations: _, ...rest } = service(...words);
  return { value: rest };
};

test("version and hash size", () => {
  expect(decodeInfo(bytes(answers.info))).toEqual({ value: { version: "1.2.1", connectionTableSize: 4096 } });
});

test("services: persistence, netmask, scheduler flags, IPv6, mark", () => {
  expect(answers.services.map((answer) => decodeService(bytes(answer)))).toEqual([
    settings(key("172.16.1.100:80"), [], { scheduler: "wlc", persistenceTimeoutS: 30 }),
    settings(key("172.16.1.100:53", "UDP"), [], {
      scheduler: "wlc",
      persistenceTimeoutS: 300,
      persistencePrefixLength: 24,
    }),
    settings(key("[fd00::1]:443"), [], { scheduler: "wrr", persistenceTimeoutS: 60 }),
    settings(fwmark(7), [], { scheduler: "sh", flags: 0x18 }),
  ]);
});

test("servers: methods, weights, tunnels, thresholds", () => {
  const forwarding: KernelForwarding = { method: "TUN", tunnel: "gue", tunnelPort: 6080, checksum: "csum" };
  expect(answers.destinations.map((answer) => decodeDestination(bytes(answer), 4))).toEqual([
    { value: destination("172.16.1.5:80", { weight: 9 }) },
    { value: destination("172.16.1.7:53", { weight: 0, forwarding }) },
    { value: destination("[fd00::5]:443", { upperThreshold: 100, lowerThreshold: 50 }) },
    { value: destination("172.16.1.5:80") },
  ]);
});

test("what is cut at any place is a reason or the value, never an exception", () => {
  for (const answer of [...answers.services, ...answers.destinations, answers.info].map(bytes)) {
    for (let length = 0; length < answer.length; length++) {
      const cut = answer.subarray(0, length);
      for (const decoded of [decodeService(cut), decodeDestination(cut, 4), decodeInfo(cut)]) {
        expect("value" in decoded || decoded.reason.length > 0).toBe(true);
      }
    }
  }
});

test.each<KernelForwarding>([
  { method: "NAT" },
  { method: "DR" },
  { method: "TUN", tunnel: "ipip", tunnelPort: 0, checksum: "nocsum" },
  { method: "TUN", tunnel: "gue", tunnelPort: 6080, checksum: "remcsum" },
  { method: "TUN", tunnel: "gre", tunnelPort: 0, checksum: "csum" },
  { method: "other", number: 1 },
])("forwarding $method survives the way out and back", (forwarding) => {
  const writer = new MessageWriter();
  const wanted = destination("[fd00::5]:8080", { forwarding, weight: 65_535 });
  writeCommand(writer, 32, { kind: "add-destination", key: key("[fd00::1]:80"), destination: wanted });
  expect(decodeDestination(writer.datagram.subarray(16), 6)).toEqual({ value: wanted });
});

test("a server without a family has its service's (kernels before 3.18)", () => {
  const writer = new MessageWriter();
  writer.u32(0);
  const nest = writer.beginNest(2);
  writer.attributeBytes(1, [10, 0, 0, 5], 16);
  writer.attributeU16NetworkOrder(2, 80);
  writer.attributeU32(3, 3);
  writer.attributeU32(4, 1);
  writer.endNest(nest);
  expect(decodeDestination(writer.datagram, 4)).toEqual({ value: destination("10.0.0.5:80") });
});
