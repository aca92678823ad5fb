/** RFC 3768 section 6.4, clause by clause. */
import { describe, expect, test } from "vitest";
import { advance } from "../../src/vrrp/advance.ts";
import type { Occurrence } from "../../src/vrrp/event.ts";
import { createInstance, nextDeadlineUs, type VrrpInstance } from "../../src/vrrp/instance.ts";
import { step } from "../../src/vrrp/step.ts";
import {
  acts,
  advertPacket,
  master,
  SAMPLE_SOURCE,
  type SampleAdvert,
  SECOND_US,
  sampleConfig,
  started,
} from "./sample-instance.ts";

/** 3 x 1 s + (256 - 100) / 256 s. */
const MASTER_DOWN_US = 3_609_375;
const SKEW_US = 609_375;
const T = 20 * SECOND_US;

const hear = (advert: SampleAdvert): Occurrence => ({ kind: "packet", packet: advertPacket(advert) });
const hearing = (instance: VrrpInstance, advert: SampleAdvert) => advance(instance, [hear(advert)], T);

describe("6.4.1 Initialize", () => {
  test("a Startup event with priority 255: advert, gratuitous ARP, Adver_Timer, Master", () => {
    const { instance, effects } = started({ priority: 255, initialState: "MASTER" });
    expect(acts(effects)).toEqual([
      "advert 255 from 172.16.1.3",
      "add 172.16.1.100/32",
      "arp 5 x 172.16.1.100/32",
      "INIT -> MASTER",
    ]);
    expect(nextDeadlineUs(instance)).toBe(SECOND_US);
  });

  test("a Startup event with a lower priority: Master_Down_Timer, Backup", () => {
    const { instance, effects } = started();
    expect(acts(effects)).toEqual(["INIT -> BACKUP"]);
    expect(nextDeadlineUs(instance)).toBe(MASTER_DOWN_US);
  });

  test("`state MASTER` below 255 is a wish: it waits as everybody does (keepalived)", () => {
    const { instance, effects } = started({ initialState: "MASTER", priority: 120 });
    expect(acts(effects)).toEqual(["INIT -> BACKUP"]);
    expect(nextDeadlineUs(instance)).toBe(3_531_250);
  });

  test("before Startup nothing is heard and no timer runs", () => {
    const instance = createInstance(sampleConfig());
    expect(nextDeadlineUs(instance)).toBeUndefined();
    expect(hearing(instance, { priority: 0 })).toEqual({ instance, effects: [] });
  });
});

describe("6.4.2 Backup", () => {
  const backup = started().instance;

  test("it has none of the addresses, so it neither answers ARP nor accepts packets for them", () => {
    expect(acts(hearing(backup, { priority: 150 }).effects)).toEqual([]);
    expect(acts(hearing(master(), { priority: 150 }).effects)).toEqual([
      "remove 172.16.1.100/32",
      "MASTER -> BACKUP",
    ]);
  });

  test("a Shutdown event: the timer is cancelled, Initialize", () => {
    const { instance, effects } = step(backup, { kind: "stop" }, T);
    expect(acts(effects)).toEqual(["BACKUP -> STOP"]);
    expect(nextDeadlineUs(instance)).toBeUndefined();
  });

  test("the Master_Down_Timer fires: advert, gratuitous ARP, Adver_Timer, Master", () => {
    const { instance, effects } = step(backup, { kind: "timer" }, MASTER_DOWN_US);
    expect(acts(effects)).toEqual([
      "advert 100 from 172.16.1.3",
      "add 172.16.1.100/32",
      "arp 5 x 172.16.1.100/32",
      "BACKUP -> MASTER",
    ]);
    expect(nextDeadlineUs(instance)).toBe(MASTER_DOWN_US + SECOND_US);
  });

  test("it does not fire a microsecond early", () => {
    expect(step(backup, { kind: "timer" }, MASTER_DOWN_US - 1)).toEqual({ instance: backup, effects: [] });
  });

  test("an advert with priority 0: Master_Down_Timer is Skew_Time", () => {
    expect(nextDeadlineUs(hearing(backupAt(T), { priority: 0 }).instance)).toBe(T + SKEW_US);
  });

  test("an advert with a higher priority: Master_Down_Timer starts anew", () => {
    expect(nextDeadlineUs(hearing(backupAt(T), { priority: 101 }).instance)).toBe(T + MASTER_DOWN_US);
  });

  test("an advert with the same priority: Master_Down_Timer starts anew, whatever the address", () => {
    for (const from of ["172.16.1.2", "172.16.1.4"]) {
      const { instance } = hearing(backupAt(T), { priority: 100, from });
      expect(nextDeadlineUs(instance)).toBe(T + MASTER_DOWN_US);
    }
  });

  test("an advert with a lower priority, Preempt_Mode True: discarded", () => {
    const before = backupAt(T - SECOND_US);
    const { instance, effects } = hearing(before, { priority: 99 });
    expect(acts(effects)).toEqual([]);
    expect(nextDeadlineUs(instance)).toBe(nextDeadlineUs(before));
  });

  test("an advert with a lower priority, Preempt_Mode False: Master_Down_Timer starts anew", () => {
    const { instance } = hearing(backupAt(T, false), { priority: 99 });
    expect(nextDeadlineUs(instance)).toBe(T + MASTER_DOWN_US);
  });

  function backupAt(startUs: number, preempt = true): VrrpInstance {
    const facts = { linkUp: true, sourceAddress: SAMPLE_SOURCE };
    const idle = createInstance(sampleConfig({ preempt }));
    return step(idle, { kind: "start", facts, leftovers: [] }, startUs).instance;
  }
});

describe("6.4.3 Master", () => {
  test("a Shutdown event: advert with priority 0, addresses gone, no timer, Initialize", () => {
    const { instance, effects } = step(master(), { kind: "stop" }, T);
    expect(acts(effects)).toEqual(["advert 0 from 172.16.1.3", "remove 172.16.1.100/32", "MASTER -> STOP"]);
    expect(nextDeadlineUs(instance)).toBeUndefined();
  });

  test("the Adver_Timer fires: advert, Adver_Timer", () => {
    const first = step(master({}, 10 * SECOND_US), { kind: "timer" }, 11 * SECOND_US);
    expect(acts(first.effects)).toEqual(["advert 100 from 172.16.1.3"]);
    expect(nextDeadlineUs(first.instance)).toBe(12 * SECOND_US);
  });

  test("an advert with priority 0: advert at once, Adver_Timer", () => {
    const { instance, effects } = hearing(masterAt(T - 1000), { priority: 0 });
    expect(acts(effects)).toEqual(["advert 100 from 172.16.1.3"]);
    expect(nextDeadlineUs(instance)).toBe(T + SECOND_US);
  });

  test("an advert with a higher priority: Master_Down_Timer, Backup", () => {
    const { instance, effects } = hearing(masterAt(T - 1000), { priority: 101 });
    expect(acts(effects)).toEqual(["remove 172.16.1.100/32", "MASTER -> BACKUP"]);
    expect(nextDeadlineUs(instance)).toBe(T + MASTER_DOWN_US);
  });

  test("an advert with the same priority and a higher address: Backup", () => {
    const { effects } = hearing(masterAt(T - 1000), { priority: 100, from: "172.16.1.4" });
    expect(acts(effects)).toEqual(["remove 172.16.1.100/32", "MASTER -> BACKUP"]);
  });

  test("addresses are compared as numbers, not as text", () => {
    const { instance } = hearing(masterAt(T - 1000), { priority: 100, from: "172.16.1.20" });
    expect(instance.phase.state).toBe("BACKUP");
  });

  test("an advert with the same priority and a lower address: it stays Master", () => {
    const { instance } = hearing(masterAt(T - 1000), { priority: 100, from: "172.16.1.2" });
    expect(instance.phase.state).toBe("MASTER");
  });

  test("an advert with a lower priority: it stays Master, and says so at once (keepalived)", () => {
    const { instance, effects } = hearing(masterAt(T - 1000), { priority: 99 });
    expect(instance.phase.state).toBe("MASTER");
    expect(acts(effects)).toEqual(["advert 100 from 172.16.1.3", "arp 5 x 172.16.1.100/32"]);
  });

  function masterAt(atUs: number): VrrpInstance {
    return master({}, atUs);
  }
});
