/** RFC 3768 section 7.1 in keepalived's order: each check alone, and which of two failures is named. */
import { describe, expect, test } from "vitest";
import { checkPacket, type RejectReason } from "../../src/vrrp/checks.ts";
import { step } from "../../src/vrrp/step.ts";
import { internetChecksum } from "../../src/wire/checksum.ts";
import { decodeIpv4 } from "../../src/wire/ipv4.ts";
import { goldenFrames, ipv4Of } from "../wire/golden/frames.ts";
import {
  advertPacket,
  ip,
  logs,
  type SampleAdvert,
  SECOND_US,
  sampleConfig,
  started,
} from "./sample-instance.ts";

const { instance } = started();

/** Puts the checksum right after `change`. */
function changed(change: (payload: Uint8Array) => void): (payload: Uint8Array) => Uint8Array {
  return (payload) => {
    change(payload);
    payload.set([0, 0], 6);
    const checksum = internetChecksum(payload);
    payload.set([checksum >> 8, checksum & 0xff], 6);
    return payload;
  };
}

/** In the order of the checks; each packet fails its own alone. */
const FAILURES: readonly (readonly [RejectReason, SampleAdvert])[] = [
  ["own-source", { from: "172.16.1.3" }],
  ["short", { bytes: (payload) => payload.slice(0, 19) }],
  ["ttl", { ttl: 254 }],
  ["version", { bytes: changed((payload) => payload.set([0x31])) }],
  ["virtual-router", { virtualRouterId: 51 }],
  ["authentication-type", { authenticationType: 0 }],
  ["password", { password: [0x31, 0x31, 0x31, 0x32, 0, 0, 0, 0] }],
  ["advert-interval", { advertIntervalS: 2 }],
  ["type", { bytes: changed((payload) => payload.set([0x22])) }],
  ["length", { bytes: (payload) => Uint8Array.from([...payload, 0, 0, 0, 0]) }],
  ["checksum", { bytes: (payload) => payload.map((byte, at) => (at === 7 ? byte ^ 1 : byte)) }],
  ["destination", { destination: ip("172.16.1.3") }],
];

test("a packet without fault is accepted", () => {
  expect(checkPacket(instance, advertPacket({ priority: 150 }))).toEqual({
    kind: "accepted",
    source: ip("172.16.1.2"),
    priority: 150,
    addressMismatch: undefined,
  });
});

test("keepalived's adverts are accepted", () => {
  const packets = goldenFrames("pass").flatMap((frame) => {
    const decoded = decodeIpv4(ipv4Of(frame) ?? new Uint8Array());
    return decoded.kind === "packet" ? [{ interfaceName: "eth1", ...decoded.packet }] : [];
  });
  expect(packets.map((packet) => checkPacket(instance, packet).kind)).toEqual(packets.map(() => "accepted"));
});

test.each(FAILURES)("%s", (reason, advert) => {
  expect(checkPacket(instance, advertPacket(advert))).toMatchObject({ kind: "rejected", reason });
});

test("the last byte of a password counts, and a longer one does not fit", () => {
  const password = [0x31, 0x31, 0x31, 0x31, 0, 0, 0, 1];
  expect(checkPacket(instance, advertPacket({ password }))).toMatchObject({ reason: "password" });
});

test("without authentication of ours the authentication bytes mean nothing", () => {
  const open = started({ authentication: { type: "none" } }).instance;
  const packet = advertPacket({ authenticationType: 0, password: [1, 2, 3, 4, 5, 6, 7, 8] });
  expect(checkPacket(open, packet)).toMatchObject({ kind: "accepted" });
  expect(checkPacket(open, advertPacket({}))).toMatchObject({ reason: "authentication-type" });
});

describe("of two failures the earlier check is named", () => {
  const late: SampleAdvert = { destination: ip("172.16.1.3") };
  test.each(FAILURES.slice(0, -1))("%s before destination", (reason, advert) => {
    expect(checkPacket(instance, advertPacket({ ...late, ...advert }))).toMatchObject({ reason });
  });

  test("TTL before version, version before password, password before interval, interval before checksum", () => {
    const wrong: SampleAdvert = { advertIntervalS: 2, bytes: (payload) => payload.fill(0xff, 6, 8) };
    expect(checkPacket(instance, advertPacket(wrong))).toMatchObject({ reason: "advert-interval" });
    const password = new Array<number>(8).fill(0);
    expect(checkPacket(instance, advertPacket({ ...wrong, password }))).toMatchObject({ reason: "password" });
    const version3 = changed((payload) => payload.set([0x31]));
    const older: SampleAdvert = { ...wrong, password, bytes: version3 };
    expect(checkPacket(instance, advertPacket(older))).toMatchObject({ reason: "version" });
    expect(checkPacket(instance, advertPacket({ ...older, ttl: 1 }))).toMatchObject({ reason: "ttl" });
  });
});

describe("a rejected packet", () => {
  test.each(FAILURES)("%s changes neither state nor timer and is logged", (_reason, advert) => {
    const before = started({ priority: 100 }).instance;
    const after = step(
      before,
      { kind: "packet", packet: advertPacket({ priority: 255, ...advert }) },
      SECOND_US,
    );
    expect(after.instance.phase).toEqual(before.phase);
    expect(after.effects.map(({ kind }) => kind)).toEqual(["log"]);
  });

  test("the log line names the sender, what was found and what was expected", () => {
    const { effects } = step(instance, { kind: "packet", packet: advertPacket({ ttl: 64 }) }, SECOND_US);
    expect(logs(effects)).toEqual(["warning: (VI_1) dropped a packet from 172.16.1.2: TTL 64, expected 255"]);
  });

  test("one line a minute for each reason, with the number of those held back", () => {
    let current = instance;
    const lines: string[] = [];
    for (let second = 1; second <= 62; second++) {
      const packet = advertPacket(second % 2 === 0 ? { ttl: 64 } : { advertIntervalS: 2 });
      const result = step(current, { kind: "packet", packet }, second * SECOND_US);
      current = result.instance;
      lines.push(...logs(result.effects));
    }
    expect(lines).toHaveLength(4);
    expect(lines[2]).toMatch(/advert interval 2 s, expected 1 s \(29 more like it before\)$/);
  });
});

describe("another list of addresses", () => {
  test("is accepted with a message (keepalived 2.3.3 and later)", () => {
    const packet = advertPacket({ addresses: ["172.16.1.100", "172.16.1.101"] });
    const { instance: after, effects } = step(instance, { kind: "packet", packet }, SECOND_US);
    expect(after.phase).toMatchObject({ state: "BACKUP", master: { priority: 150 } });
    expect(logs(effects)[0]).toMatch(
      /lists other addresses: it has 172\.16\.1\.101 and we have not; accepted$/,
    );
  });

  test("says what the other one lacks", () => {
    const accepted = checkPacket(instance, advertPacket({ addresses: [] }));
    expect(accepted).toMatchObject({ addressMismatch: "we have 172.16.1.100 and it has not" });
  });

  test("in another order is the same list", () => {
    const config = sampleConfig();
    const [first] = config.virtualAddresses;
    const two = started({
      virtualAddresses: first === undefined ? [] : [first, { ...first, address: ip("10.0.0.1") }],
    }).instance;
    const accepted = checkPacket(two, advertPacket({ addresses: ["10.0.0.1", "172.16.1.100"] }));
    expect(accepted).toMatchObject({ kind: "accepted", addressMismatch: undefined });
  });
});
