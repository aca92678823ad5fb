/** Gratuitous ARP: at once, after the delay, after a worse master, and as refresh. */
import { describe, expect, test } from "vitest";
import type { VrrpInstanceConfig } from "../../src/config/model.ts";
import { advance } from "../../src/vrrp/advance.ts";
import type { Occurrence } from "../../src/vrrp/event.ts";
import { nextDeadlineUs, type VrrpInstance } from "../../src/vrrp/instance.ts";
import { acts, advertPacket, master, SECOND_US, sampleConfig, started } from "./sample-instance.ts";

const BURST = "arp 5 x 172.16.1.100/32";

/** Seconds at which ARP was sent, counted from becoming MASTER at 10 s; `heard` come at their second. */
function arpTimes(
  instance: VrrpInstance,
  untilS: number,
  heard: Readonly<Record<number, Occurrence>> = {},
): readonly number[] {
  const times: number[] = [];
  let current = instance;
  const pending = Object.entries(heard).map(([second, occurrence]) => ({
    atUs: (10 + Number(second)) * SECOND_US,
    occurrence,
  }));
  for (;;) {
    const deadlineUs = nextDeadlineUs(current) ?? Number.POSITIVE_INFINITY;
    const next = pending[0];
    const nowUs = Math.min(deadlineUs, next?.atUs ?? Number.POSITIVE_INFINITY);
    if (nowUs > (10 + untilS) * SECOND_US) return times;
    const read = next !== undefined && next.atUs === nowUs ? pending.splice(0, 1) : [];
    const { instance: after, effects } = advance(
      current,
      read.map(({ occurrence }) => occurrence),
      nowUs,
    );
    current = after;
    for (const line of acts(effects)) if (line.startsWith("arp")) times.push(nowUs / SECOND_US - 10);
  }
}

const lower: Occurrence = { kind: "packet", packet: advertPacket({ priority: 50 }) };
const arp = (more: Partial<VrrpInstanceConfig["gratuitousArp"]>): Partial<VrrpInstanceConfig> => ({
  gratuitousArp: { ...sampleConfig().gratuitousArp, ...more },
});

describe("becoming MASTER", () => {
  test("sends five for each address at once, after the addresses are there", () => {
    const { effects } = started({ priority: 255 });
    expect(acts(effects).indexOf(BURST)).toBeGreaterThan(acts(effects).indexOf("add 172.16.1.100/32"));
  });

  test("and five after 5 s, no more", () => {
    expect(arpTimes(master(), 60)).toEqual([5]);
  });

  test("sends the second burst when garp_master_delay says", () => {
    expect(arpTimes(master(arp({ delayUs: 2 * SECOND_US })), 60)).toEqual([2]);
    expect(arpTimes(master(arp({ delayUs: 0 })), 60)).toEqual([]);
  });

  test("refreshes from delay + refresh on", () => {
    expect(arpTimes(master(arp({ refreshUs: 10 * SECOND_US })), 40)).toEqual([5, 15, 25, 35]);
  });

  test("has nothing to announce without addresses", () => {
    const { effects } = started({ priority: 255, virtualAddresses: [] });
    expect(acts(effects)).toEqual(["advert 255 from 172.16.1.3", "INIT -> MASTER"]);
  });
});

describe("hearing a worse master", () => {
  test("sends at once and after the delay", () => {
    expect(arpTimes(master(), 60, { 20: lower })).toEqual([5, 20, 25]);
  });

  test("again restarts the delay", () => {
    expect(arpTimes(master(), 60, { 20: lower, 22: lower })).toEqual([5, 20, 22, 27]);
  });

  test("follows garp_lower_prio_repeat and garp_lower_prio_delay", () => {
    expect(arpTimes(master(arp({ lowerPriorityRepeat: 0 })), 60, { 20: lower })).toEqual([5]);
    expect(arpTimes(master(arp({ lowerPriorityDelayUs: 0 })), 60, { 20: lower })).toEqual([5, 20]);
  });
});

test("stepping back cancels what was to come", () => {
  const better: Occurrence = { kind: "packet", packet: advertPacket({ priority: 150 }) };
  const { instance } = advance(master(), [better], 11 * SECOND_US);
  expect(nextDeadlineUs(instance)).toBe(11 * SECOND_US + 3_609_375);
});

test("an advert due at the same time goes first", () => {
  const { effects } = advance(master(), [], 30 * SECOND_US);
  expect(acts(effects)).toEqual(["advert 100 from 172.16.1.3", BURST]);
});
