/** Our bytes are keepalived's: every captured frame is read and written again, and comes out the same. */
import { describe, expect, test } from "vitest";
import { decodeGratuitousArp, encodeGratuitousArp } from "../../src/wire/arp.ts";
import { decodeIpv4, encodeIpv4, TOS_INTERNETWORK_CONTROL } from "../../src/wire/ipv4.ts";
import {
  decodeNeighborAdvertisement,
  encodeNeighborAdvertisement,
} from "../../src/wire/neighbor-advertisement.ts";
import { decodeVrrpV2, encodeVrrpV2, VRRP_GROUP, VRRP_PROTOCOL, VRRP_TTL } from "../../src/wire/vrrp-v2.ts";
import { goldenFrames, ipv4Of } from "./golden/frames.ts";

const pass = goldenFrames("pass");
const none = goldenFrames("none");
const excluded = goldenFrames("excluded0");
const excludedOfRouter = goldenFrames("excluded1");

function adverts(frames: readonly Uint8Array[]) {
  return frames.flatMap((frame) => {
    const bytes = ipv4Of(frame);
    const decoded = bytes === undefined ? undefined : decodeIpv4(bytes);
    return decoded?.kind === "packet" ? [decoded.packet] : [];
  });
}

function vrrp(payload: Uint8Array | undefined) {
  const decoded = decodeVrrpV2(payload ?? new Uint8Array());
  if (decoded.kind !== "v2") throw new Error(`not version 2: ${decoded.kind}`);
  return decoded.packet;
}

test("the capture has what this file is about", () => {
  expect(adverts(pass)).toHaveLength(9);
  expect(adverts(none)).toHaveLength(3);
  expect(pass.map(decodeGratuitousArp).filter((arp) => arp !== undefined)).toHaveLength(10);
  expect(none.map(decodeGratuitousArp).filter((arp) => arp !== undefined)).toHaveLength(15);
  for (const frames of [excluded, excludedOfRouter])
    expect(frames.map(decodeNeighborAdvertisement).filter((one) => one !== undefined)).toHaveLength(10);
});

test("an advert with PASS authentication is read", () => {
  expect(vrrp(adverts(pass)[0]?.payload)).toEqual({
    type: 1,
    virtualRouterId: 50,
    priority: 150,
    authenticationType: 1,
    advertIntervalS: 1,
    addresses: [{ family: 4, bytes: [172, 16, 1, 100] }],
    authentication: [0x31, 0x31, 0x31, 0x31, 0, 0, 0, 0],
    checksumRight: true,
    surplusBytes: 0,
  });
});

test("an advert with three addresses and no authentication is read", () => {
  expect(vrrp(adverts(none)[0]?.payload)).toMatchObject({
    virtualRouterId: 7,
    priority: 100,
    authenticationType: 0,
    advertIntervalS: 2,
    addresses: [
      { family: 4, bytes: [10, 0, 0, 200] },
      { family: 4, bytes: [172, 16, 1, 101] },
      { family: 4, bytes: [10, 0, 0, 201] },
    ],
    authentication: [0, 0, 0, 0, 0, 0, 0, 0],
    checksumRight: true,
  });
});

test("the last advert of a stopped keepalived has priority 0", () => {
  expect(vrrp(adverts(pass).at(-1)?.payload).priority).toBe(0);
});

test("the IPv4 header around an advert has TTL 255, protocol 112, class internetwork control", () => {
  expect(adverts(pass)[0]).toMatchObject({
    ttl: VRRP_TTL,
    protocol: VRRP_PROTOCOL,
    tos: TOS_INTERNETWORK_CONTROL,
    identification: 1,
    source: { family: 4, bytes: [172, 16, 1, 2] },
    destination: VRRP_GROUP,
  });
});

test("gratuitous ARP says who has the address now", () => {
  expect(pass.map(decodeGratuitousArp).find((arp) => arp !== undefined)).toEqual({
    mac: [2, 0, 0, 0, 0, 0x0a],
    address: { family: 4, bytes: [172, 16, 1, 100] },
  });
});

test("a neighbour advertisement says who has the IPv6 address now, and whether that is a router", () => {
  const first = (frames: readonly Uint8Array[]) =>
    frames.map(decodeNeighborAdvertisement).find((one) => one !== undefined);
  const address = { family: 6, bytes: [0xfd, 0, 1, 0x72, 0, 0x16, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0] } as const;
  const mac = [2, 0, 0, 0, 0, 0x0a];
  expect(first(excluded)).toEqual({ mac, address, isRouter: false });
  expect(first(excludedOfRouter)).toEqual({ mac, address, isRouter: true });
  expect(() => encodeNeighborAdvertisement({ mac: [1], address, isRouter: false })).toThrow(RangeError);
  const four = { family: 4, bytes: [10, 0, 0, 1] } as const;
  expect(() => encodeNeighborAdvertisement({ mac, address: four, isRouter: false })).toThrow(RangeError);
});

test("a neighbour advertisement with any byte changed is none that we would send", () => {
  const [frame] = excluded.filter((one) => decodeNeighborAdvertisement(one) !== undefined);
  for (let at = 0; at < (frame?.length ?? 0); at++) {
    const changed = Uint8Array.from(frame ?? []);
    changed[at] = (changed[at] ?? 0) ^ 0x01;
    expect(decodeNeighborAdvertisement(changed), `byte ${at}`).toBeUndefined();
  }
  expect(decodeNeighborAdvertisement((frame ?? new Uint8Array()).slice(0, -1))).toBeUndefined();
});

describe.each([
  ["pass", pass],
  ["none", none],
  ["excluded0", excluded],
  ["excluded1", excludedOfRouter],
] as const)("written again, the frames of the run %s are the same", (_name, frames) => {
  test.each(frames.map((frame, index) => ({ frame, index })))("frame $index", ({ frame }) => {
    expect(Buffer.from(writtenAgain(frame)).toString("hex")).toBe(Buffer.from(frame).toString("hex"));
  });
});

function writtenAgain(frame: Uint8Array): Uint8Array {
  const arp = decodeGratuitousArp(frame);
  if (arp !== undefined) return encodeGratuitousArp(arp);
  const neighbor = decodeNeighborAdvertisement(frame);
  if (neighbor !== undefined) return encodeNeighborAdvertisement(neighbor);
  const ip = decodeIpv4(ipv4Of(frame) ?? new Uint8Array());
  if (ip.kind === "bad") throw new Error(`no IPv4 packet: ${ip.reason}`);
  const payload = encodeVrrpV2(vrrp(ip.packet.payload));
  return Uint8Array.from([...frame.slice(0, 14), ...encodeIpv4({ ...ip.packet, payload })]);
}
