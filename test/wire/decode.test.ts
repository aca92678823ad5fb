/** Decoding gives a value or a reason, whatever the bytes: one test for each way to be wrong. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeGratuitousArp, encodeGratuitousArp } from "../../src/wire/arp.ts";
import { internetChecksum } from "../../src/wire/checksum.ts";
import { decodeIpv4, encodeIpv4 } from "../../src/wire/ipv4.ts";
import { decodeVrrpV2, encodeVrrpV2, peekVirtualRouterId } from "../../src/wire/vrrp-v2.ts";

const byte = fc.integer({ min: 0, max: 255 });
const address = fc
  .array(byte, { minLength: 4, maxLength: 4 })
  .map((bytes) => ({ family: 4 as const, bytes }));
const advert = fc.record({
  virtualRouterId: byte,
  priority: byte,
  authenticationType: byte,
  advertIntervalS: byte,
  addresses: fc.array(address, { maxLength: 30 }),
  authentication: fc.array(byte, { minLength: 8, maxLength: 8 }),
});
const oneAddress = {
  virtualRouterId: 50,
  priority: 150,
  authenticationType: 0,
  advertIntervalS: 1,
  addresses: [{ family: 4 as const, bytes: [172, 16, 1, 100] }],
  authentication: [0, 0, 0, 0, 0, 0, 0, 0],
};

describe("VRRP version 2", () => {
  test("what was written is read", () => {
    fc.assert(
      fc.property(advert, (written) => {
        const read = decodeVrrpV2(encodeVrrpV2(written));
        const expected = { ...written, type: 1, checksumRight: true, surplusBytes: 0 };
        expect(read).toEqual({ kind: "v2", packet: expected });
      }),
    );
  });

  test("no bytes whatsoever make it throw", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => void decodeVrrpV2(bytes)));
  });

  test("7 bytes are no header", () => {
    expect(decodeVrrpV2(new Uint8Array(7))).toEqual({ kind: "short", neededBytes: 8 });
  });

  test("a count of two in a packet with one address is short", () => {
    const bytes = encodeVrrpV2(oneAddress);
    bytes[3] = 2;
    expect(decodeVrrpV2(bytes)).toEqual({ kind: "short", neededBytes: 24 });
  });

  test("version 3 is told from a broken version 2", () => {
    expect(decodeVrrpV2(Uint8Array.of(0x31, 50, 100, 0, 0, 100, 0, 0))).toEqual({
      kind: "other-version",
      version: 3,
    });
  });

  test("any flipped bit makes the checksum wrong", () => {
    const bytes = encodeVrrpV2(oneAddress);
    for (let bit = 8; bit < bytes.length * 8; bit++) {
      if (bit >> 3 === 3) continue; // the count decides how long the packet is
      const flipped = bytes.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(decodeVrrpV2(flipped)).toMatchObject({ kind: "v2", packet: { checksumRight: false } });
    }
  });

  test("bytes behind the packet are counted and not summed", () => {
    const bytes = Uint8Array.from([...encodeVrrpV2(oneAddress), 1, 2, 3]);
    expect(decodeVrrpV2(bytes)).toMatchObject({ packet: { surplusBytes: 3, checksumRight: true } });
  });

  test("a password of more than 8 bytes is cut, a shorter one is followed by zeros", () => {
    const cut = encodeVrrpV2({ ...oneAddress, authentication: [1, 2, 3, 4, 5, 6, 7, 8, 9] });
    expect([...cut.slice(-8)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const padded = encodeVrrpV2({ ...oneAddress, authentication: [1] });
    expect([...padded.slice(-8)]).toEqual([1, 0, 0, 0, 0, 0, 0, 0]);
  });

  test("256 addresses or an IPv6 address are refused", () => {
    const [first] = oneAddress.addresses;
    const many = Array.from({ length: 256 }, () => first ?? { family: 4 as const, bytes: [] });
    expect(() => encodeVrrpV2({ ...oneAddress, addresses: many })).toThrow(RangeError);
    const six = [{ family: 6 as const, bytes: new Array<number>(16).fill(0) }];
    expect(() => encodeVrrpV2({ ...oneAddress, addresses: six })).toThrow(RangeError);
  });

  test("the VRID is found without reading the rest", () => {
    expect(peekVirtualRouterId(encodeVrrpV2(oneAddress))).toBe(50);
    expect(peekVirtualRouterId(Uint8Array.of(0x21))).toBeUndefined();
  });
});

describe("IPv4", () => {
  const packet = {
    tos: 0xc0,
    identification: 7,
    ttl: 255,
    protocol: 112,
    source: { family: 4 as const, bytes: [172, 16, 1, 2] },
    destination: { family: 4 as const, bytes: [224, 0, 0, 18] },
    payload: Uint8Array.of(1, 2, 3, 4),
  };
  const broken = (change: (bytes: Uint8Array) => void) => {
    const bytes = encodeIpv4(packet);
    change(bytes);
    return decodeIpv4(bytes);
  };

  test("what was written is read", () => {
    expect(decodeIpv4(encodeIpv4(packet))).toEqual({ kind: "packet", packet });
  });

  test("padding of a short Ethernet frame is cut off", () => {
    const padded = Uint8Array.from([...encodeIpv4(packet), 0, 0, 0, 0, 0, 0]);
    expect(decodeIpv4(padded)).toEqual({ kind: "packet", packet });
  });

  test("options are skipped", () => {
    const bytes = encodeIpv4(packet);
    const withOptions = Uint8Array.from([...bytes.slice(0, 20), 1, 1, 1, 1, ...bytes.slice(20)]);
    withOptions[0] = 0x46;
    withOptions[3] = withOptions.length;
    withOptions.set([0, 0], 10);
    const checksum = internetChecksum(withOptions, 24);
    withOptions.set([checksum >> 8, checksum & 0xff], 10);
    expect(decodeIpv4(withOptions)).toEqual({ kind: "packet", packet });
  });

  test("no bytes whatsoever make it throw", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => void decodeIpv4(bytes)));
  });

  test("each way to be wrong has its reason", () => {
    expect(decodeIpv4(new Uint8Array(19))).toEqual({ kind: "bad", reason: "short" });
    expect(broken((bytes) => bytes.set([0x65]))).toEqual({ kind: "bad", reason: "version" });
    expect(broken((bytes) => bytes.set([0x44]))).toEqual({ kind: "bad", reason: "header length" });
    expect(broken((bytes) => bytes.set([0x4f]))).toEqual({ kind: "bad", reason: "header length" });
    expect(broken((bytes) => bytes.set([25], 3))).toEqual({ kind: "bad", reason: "total length" });
    expect(broken((bytes) => bytes.set([19], 3))).toEqual({ kind: "bad", reason: "total length" });
    expect(broken((bytes) => bytes.set([254], 8))).toEqual({ kind: "bad", reason: "checksum" });
  });
});

describe("gratuitous ARP", () => {
  const arp = { mac: [2, 0, 0, 0, 0, 1], address: { family: 4 as const, bytes: [10, 0, 0, 200] } };

  test("padding is allowed, any other frame is not ours", () => {
    const frame = encodeGratuitousArp(arp);
    expect(decodeGratuitousArp(Uint8Array.from([...frame, ...new Uint8Array(18)]))).toEqual(arp);
    expect(decodeGratuitousArp(frame.slice(0, 41))).toBeUndefined();
    for (const at of [0, 6, 12, 14, 21, 32, 38]) {
      const other = frame.slice();
      other[at] = (other[at] ?? 0) ^ 1;
      expect(decodeGratuitousArp(other), `byte ${at}`).toBeUndefined();
    }
  });

  test("what has no ARP is refused", () => {
    expect(() => encodeGratuitousArp({ ...arp, mac: [] })).toThrow(RangeError);
    const six = { family: 6 as const, bytes: new Array<number>(16).fill(0) };
    expect(() => encodeGratuitousArp({ ...arp, address: six })).toThrow(RangeError);
  });
});
