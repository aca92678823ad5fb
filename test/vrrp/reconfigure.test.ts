/** A reload: only what differs is done. */
import { describe, expect, test } from "vitest";
import type { VrrpInstanceConfig } from "../../src/config/model.ts";
import { nextDeadlineUs, type VrrpInstance } from "../../src/vrrp/instance.ts";
import { step } from "../../src/vrrp/step.ts";
import { acts, logs, master, SECOND_US, sampleConfig, started, virtualAddress } from "./sample-instance.ts";

const T = 10_500_000;
const reload = (instance: VrrpInstance, more: Partial<VrrpInstanceConfig>, atUs = T) =>
  step(instance, { kind: "reconfigure", config: sampleConfig(more) }, atUs);

describe("the same file again", () => {
  test.each([
    ["BACKUP", started().instance, 3 * SECOND_US],
    ["MASTER", master(), T],
    ["FAULT", step(started().instance, { kind: "link", up: false }, 0).instance, T],
  ])("does nothing to a %s", (_state, instance, atUs) => {
    const { instance: after, effects } = reload(instance, {}, atUs);
    expect(effects).toEqual([]);
    expect(after).toEqual(instance);
  });
});

describe("addresses of a MASTER", () => {
  const two = [virtualAddress("172.16.1.100"), virtualAddress("172.16.1.101")];

  test("an added one is added and announced, now and after the delay; the other is not touched", () => {
    const { instance, effects } = reload(master(), { virtualAddresses: two });
    expect(acts(effects)).toEqual(["add 172.16.1.101/32", "arp 5 x 172.16.1.101/32"]);
    const later = step(instance, { kind: "timer" }, T + 5 * SECOND_US);
    expect(acts(later.effects)).toContain("arp 5 x 172.16.1.101/32");
  });

  test("a removed one is removed, and its pending burst with it", () => {
    const { instance, effects } = reload(master({ virtualAddresses: two }), {});
    expect(acts(effects)).toEqual(["remove 172.16.1.101/32"]);
    const later = step(instance, { kind: "timer" }, 15 * SECOND_US);
    expect(acts(later.effects)).toEqual(["advert 100 from 172.16.1.3", "arp 5 x 172.16.1.100/32"]);
  });

  test("the new one comes before the old one goes", () => {
    const { effects } = reload(master(), { virtualAddresses: [virtualAddress("172.16.1.101")] });
    expect(acts(effects)).toEqual([
      "add 172.16.1.101/32",
      "arp 5 x 172.16.1.101/32",
      "remove 172.16.1.100/32",
    ]);
  });

  test("with another label the old form goes first, since the kernel would call the new one a duplicate", () => {
    const labelled = virtualAddress("172.16.1.100", { label: "eth1:1" });
    expect(acts(reload(master(), { virtualAddresses: [labelled] }).effects)).toEqual([
      "remove 172.16.1.100/32",
      "add 172.16.1.100/32",
      "arp 5 x 172.16.1.100/32",
    ]);
  });

  test("an IPv6 address with another prefix length goes first, too: the kernel knows it without", () => {
    const six = (prefixLength: number) => [virtualAddress("fd00::1", { prefixLength, excluded: true })];
    const changed = reload(master({ virtualAddresses: six(128) }), { virtualAddresses: six(64) });
    expect(acts(changed.effects)).toEqual(["remove fd00::1/128", "add fd00::1/64", "arp 5 x fd00::1/64"]);
  });

  test("on another line of the file are the same", () => {
    const place = { file: "keepalived.conf", line: 99, column: 1 };
    const moved = virtualAddress("172.16.1.100", { place });
    expect(reload(master(), { virtualAddresses: [moved] }).effects).toEqual([]);
  });

  test("a refresh covers the new list, once", () => {
    const gratuitousArp = { ...sampleConfig().gratuitousArp, refreshUs: 20 * SECOND_US, delayUs: SECOND_US };
    const before = master({ gratuitousArp });
    const { instance } = reload(before, { gratuitousArp, virtualAddresses: two });
    const later = step(instance, { kind: "timer" }, 31 * SECOND_US);
    const refreshes = acts(later.effects).filter((line) => line.startsWith("arp 1 x"));
    expect(refreshes).toEqual(["arp 1 x 172.16.1.100/32 172.16.1.101/32"]);
  });
});

test("a refresh can be switched on and off", () => {
  const { gratuitousArp } = sampleConfig();
  const on = { gratuitousArp: { ...gratuitousArp, refreshUs: 2 * SECOND_US, delayUs: 0 } };
  const fires = (instance: VrrpInstance) =>
    acts(step(instance, { kind: "timer" }, T + 2 * SECOND_US).effects);
  const switchedOn = reload(master({ gratuitousArp: { ...gratuitousArp, delayUs: 0 } }), on).instance;
  expect(fires(switchedOn)).toContain("arp 1 x 172.16.1.100/32");
  const switchedOff = reload(switchedOn, { gratuitousArp: { ...gratuitousArp, delayUs: 0 } }).instance;
  expect(fires(switchedOff)).not.toContain("arp 1 x 172.16.1.100/32");
});

test("addresses of a BACKUP are nobody's business", () => {
  expect(reload(started().instance, { virtualAddresses: [] }).effects).toEqual([]);
});

describe("priority", () => {
  test("of a MASTER is announced with the next advert, the timer stays", () => {
    const { instance, effects } = reload(master(), { priority: 50 });
    expect(acts(effects)).toEqual([]);
    expect(logs(effects)).toEqual(["info: (VI_1) reload: priority 100 is now 50"]);
    expect(nextDeadlineUs(instance)).toBe(11 * SECOND_US);
    expect(acts(step(instance, { kind: "timer" }, 11 * SECOND_US).effects)).toEqual([
      "advert 50 from 172.16.1.3",
    ]);
  });

  test("of a BACKUP moves its timer, which still counts from the last advert", () => {
    const { instance } = reload(started().instance, { priority: 228 }, SECOND_US);
    expect(nextDeadlineUs(instance)).toBe(3_109_375);
  });
});

describe("advert interval", () => {
  test("of a MASTER: the next advert is not later than either interval wants", () => {
    const { instance } = reload(
      master({ advertIntervalUs: 5 * SECOND_US }, 20 * SECOND_US),
      {},
      21 * SECOND_US,
    );
    expect(nextDeadlineUs(instance)).toBe(22 * SECOND_US);
  });

  test("of a BACKUP: shorter never means a deadline in the past", () => {
    const slow = started({ advertIntervalUs: 10 * SECOND_US }).instance;
    expect(nextDeadlineUs(reload(slow, {}, 20 * SECOND_US).instance)).toBe(20 * SECOND_US);
  });
});
