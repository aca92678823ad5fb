/** What was read counts before what is due: the rule that keeps a stalled process from a second master. */
import { describe, expect, test } from "vitest";
import { advance } from "../../src/vrrp/advance.ts";
import type { Occurrence } from "../../src/vrrp/event.ts";
import { nextDeadlineUs } from "../../src/vrrp/instance.ts";
import { acts, advertPacket, master, SECOND_US, started, virtualAddress } from "./sample-instance.ts";

const WAKE_US = 30 * SECOND_US;
const unread = (count: number, priority: number, from = "172.16.1.2"): readonly Occurrence[] =>
  Array.from({ length: count }, () => ({ kind: "packet", packet: advertPacket({ priority, from }) }));

describe("stopped for longer than the master-down time", () => {
  test("a BACKUP with unread adverts stays BACKUP, and its timer counts from now", () => {
    const { instance, effects } = advance(started().instance, unread(10, 150), WAKE_US);
    expect(acts(effects)).toEqual([]);
    expect(nextDeadlineUs(instance)).toBe(WAKE_US + 3_609_375);
  });

  test("a BACKUP with nothing unread becomes MASTER", () => {
    expect(advance(started().instance, [], WAKE_US).instance.phase.state).toBe("MASTER");
  });

  test("a MASTER with unread adverts of a better master steps back and sends none", () => {
    const { effects } = advance(master(), unread(6, 150), WAKE_US);
    expect(acts(effects)).toEqual(["remove 172.16.1.100/32", "MASTER -> BACKUP"]);
  });

  test("a MASTER with unread adverts of an equal master with the higher address steps back and sends none", () => {
    const { effects } = advance(master(), unread(6, 100, "172.16.1.4"), WAKE_US);
    expect(acts(effects)).toEqual(["remove 172.16.1.100/32", "MASTER -> BACKUP"]);
  });

  test("also when a worse master's adverts lie before the better one's", () => {
    const { effects } = advance(master(), [...unread(4, 50), ...unread(1, 150)], WAKE_US);
    expect(acts(effects)).toEqual(["remove 172.16.1.100/32", "MASTER -> BACKUP"]);
  });

  test("also when a leaving master's advert lies before the better one's", () => {
    const { effects } = advance(master(), [...unread(1, 0), ...unread(1, 150)], WAKE_US);
    expect(acts(effects)).toEqual(["remove 172.16.1.100/32", "MASTER -> BACKUP"]);
  });

  test("a MASTER with a hundred unread adverts of a worse master answers once", () => {
    const { instance, effects } = advance(master({}, WAKE_US - 1000), unread(100, 50), WAKE_US);
    expect(acts(effects)).toEqual(["advert 100 from 172.16.1.3", "arp 5 x 172.16.1.100/32"]);
    expect(nextDeadlineUs(instance)).toBe(WAKE_US + SECOND_US);
  });
});

test("the master-down timer counts from an advert's arrival, not from its reading", () => {
  const packet = { ...advertPacket({ priority: 150 }), waitedUs: 700 };
  const { instance } = advance(started().instance, [{ kind: "packet", packet }], SECOND_US);
  expect(nextDeadlineUs(instance)).toBe(SECOND_US - 700 + 3_609_375);
});

test("nothing read and nothing due changes nothing", () => {
  const { instance } = started();
  expect(advance(instance, [], 1)).toEqual({ instance, effects: [] });
});

test("the loss of an address that was announced before becoming MASTER is no loss", () => {
  const lost: Occurrence = { kind: "virtual-address-gone", address: virtualAddress("172.16.1.100") };
  const found: Occurrence = { kind: "link", up: true };
  const faulty = advance(
    started({ priority: 255 }).instance,
    [{ kind: "link", up: false }],
    SECOND_US,
  ).instance;
  expect(advance(faulty, [found, lost], WAKE_US).instance.phase.state).toBe("MASTER");
});
