/** FAULT on link and address loss, leftovers at start, and a virtual address that somebody removes. */
import { describe, expect, test } from "vitest";
import { createInstance, nextDeadlineUs } from "../../src/vrrp/instance.ts";
import { step } from "../../src/vrrp/step.ts";
import {
  acts,
  advertPacket,
  ip,
  logs,
  master,
  SAMPLE_SOURCE,
  SECOND_US,
  sampleConfig,
  started,
  virtualAddress,
} from "./sample-instance.ts";

const T = 20 * SECOND_US;
const MASTER_DOWN_US = 3_609_375;
const VIP = virtualAddress("172.16.1.100");

describe("start", () => {
  const start = (linkUp: boolean, source: string | undefined, leftovers = false, priority = 100) => {
    const facts = { linkUp, sourceAddress: source === undefined ? undefined : ip(source) };
    const idle = createInstance(sampleConfig({ priority }));
    return step(idle, { kind: "start", facts, leftovers: leftovers ? [VIP] : [] }, T);
  };

  test("with the link down is FAULT", () => {
    const { instance, effects } = start(false, "172.16.1.3");
    expect(acts(effects)).toEqual(["INIT -> FAULT"]);
    expect(logs(effects)).toEqual([
      "warning: (VI_1) Entering FAULT STATE: link down (own priority 100, 172.16.1.3 on eth1)",
    ]);
    expect(nextDeadlineUs(instance)).toBeUndefined();
  });

  test("without a source address is FAULT, and every cause is named", () => {
    expect(logs(start(false, undefined).effects)[0]).toContain("FAULT STATE: link down, no source address");
  });

  test("removes addresses left over by an earlier run before anything else", () => {
    expect(acts(start(true, "172.16.1.3", true).effects)).toEqual([
      "remove 172.16.1.100/32",
      "INIT -> BACKUP",
    ]);
    expect(acts(start(false, "172.16.1.3", true).effects)).toEqual([
      "remove 172.16.1.100/32",
      "INIT -> FAULT",
    ]);
  });

  test("of an owner adopts leftovers", () => {
    expect(acts(start(true, "172.16.1.3", true, 255).effects)).toEqual([
      "advert 255 from 172.16.1.3",
      "add 172.16.1.100/32",
      "arp 5 x 172.16.1.100/32",
      "INIT -> MASTER",
    ]);
  });

  test("happens once", () => {
    const { instance } = started();
    const facts = { linkUp: true, sourceAddress: SAMPLE_SOURCE };
    expect(step(instance, { kind: "start", facts, leftovers: [VIP] }, T)).toEqual({ instance, effects: [] });
  });
});

describe("the link", () => {
  test("goes down under a MASTER: addresses are removed, nothing can be sent", () => {
    const { effects } = step(master(), { kind: "link", up: false }, T);
    expect(acts(effects)).toEqual(["remove 172.16.1.100/32", "MASTER -> FAULT"]);
  });

  test("goes down under a BACKUP", () => {
    const { instance, effects } = step(started().instance, { kind: "link", up: false }, T);
    expect(acts(effects)).toEqual(["BACKUP -> FAULT"]);
    expect(nextDeadlineUs(instance)).toBeUndefined();
  });

  test("comes back: BACKUP with the whole timer", () => {
    const down = step(master(), { kind: "link", up: false }, T).instance;
    const { instance, effects } = step(down, { kind: "link", up: true }, 2 * T);
    expect(acts(effects)).toEqual(["FAULT -> BACKUP"]);
    expect(nextDeadlineUs(instance)).toBe(2 * T + MASTER_DOWN_US);
  });

  test("comes back to an owner: MASTER at once", () => {
    const owner = started({ priority: 255 }).instance;
    const down = step(owner, { kind: "link", up: false }, T).instance;
    expect(acts(step(down, { kind: "link", up: true }, 2 * T).effects).at(-1)).toBe("FAULT -> MASTER");
  });

  test("says what is already known: nothing happens", () => {
    const { instance } = started();
    expect(step(instance, { kind: "link", up: true }, T)).toEqual({ instance, effects: [] });
  });
});

describe("the source address", () => {
  test("is lost by a MASTER: it says goodbye from the address it had", () => {
    const { effects } = step(master(), { kind: "source-address", address: undefined }, T);
    expect(acts(effects)).toEqual(["advert 0 from 172.16.1.3", "remove 172.16.1.100/32", "MASTER -> FAULT"]);
  });

  test("is replaced: adverts carry the new one, the state stays", () => {
    const changed = step(master({}, T - SECOND_US), { kind: "source-address", address: ip("172.16.1.9") }, T);
    expect(changed.effects).toEqual([]);
    expect(acts(step(changed.instance, { kind: "timer" }, T).effects)).toEqual([
      "advert 100 from 172.16.1.9",
    ]);
  });

  test("comes back while the link is still down: FAULT stays until both are there", () => {
    const lost = step(started().instance, { kind: "source-address", address: undefined }, T).instance;
    const down = step(lost, { kind: "link", up: false }, T).instance;
    const back = step(down, { kind: "source-address", address: SAMPLE_SOURCE }, T).instance;
    expect(back.phase.state).toBe("FAULT");
    expect(step(back, { kind: "link", up: true }, T).instance.phase.state).toBe("BACKUP");
  });
});

test("FAULT hears nothing and sends nothing", () => {
  const { instance } = step(started().instance, { kind: "link", up: false }, SECOND_US);
  for (const priority of [0, 50, 150]) {
    const packet = advertPacket({ priority });
    expect(step(instance, { kind: "packet", packet }, T)).toEqual({ instance, effects: [] });
  }
  expect(step(instance, { kind: "timer" }, T)).toEqual({ instance, effects: [] });
});

describe("a virtual address that somebody removes", () => {
  test("takes a MASTER back to BACKUP without a goodbye, with the whole timer", () => {
    const { instance, effects } = step(master(), { kind: "virtual-address-gone", address: VIP }, T);
    expect(acts(effects)).toEqual(["remove 172.16.1.100/32", "MASTER -> BACKUP"]);
    expect(logs(effects)[0]).toMatch(/^warning: .*172\.16\.1\.100 was removed by somebody else/);
    expect(nextDeadlineUs(instance)).toBe(T + MASTER_DOWN_US);
  });

  test("is no news to a BACKUP, nor when it is none of ours", () => {
    const backup = started().instance;
    expect(step(backup, { kind: "virtual-address-gone", address: VIP }, T).effects).toEqual([]);
    const other = virtualAddress("172.16.1.101");
    expect(step(master(), { kind: "virtual-address-gone", address: other }, T).effects).toEqual([]);
  });
});
