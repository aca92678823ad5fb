/** The driver stopped by the kernel in the middle of a turn: the only hole that reading before deciding leaves. */
import { expect, it } from "vitest";
import type { ReceivedPacket } from "../../src/ports/packets.ts";
import type { Link } from "../../src/ports/routing.ts";
import { VrrpDriver } from "../../src/vrrp/driver.ts";
import { masterDownUs } from "../../src/vrrp/timers.ts";
import { advertPacket, SAMPLE_SOURCE, SECOND_US, sampleConfig } from "./sample-instance.ts";

const link: Link = {
  index: 2,
  name: "eth1",
  mtu: 1500,
  mac: [2, 0, 0, 0, 0, 1],
  up: true,
  loopback: false,
  multicast: true,
};

/** A master of priority 100; `stop` says for how long the next reading of the sockets is held up after it found nothing. */
function master() {
  const config = sampleConfig();
  const lines: string[] = [];
  let nowUs = 0;
  let adverts = 0;
  let unread: ReceivedPacket[] = [];
  let heldUpUs = 0;
  const say = (text: string) => lines.push(text);
  const driver = new VrrpDriver({
    clock: { nowUs: () => nowUs },
    alarm: { nearUs: 0, onNear: () => {}, onDue: () => {}, set: () => {}, clear: () => {} },
    routing: {
      links: () => [link],
      addresses: () => [
        { interfaceIndex: link.index, address: SAMPLE_SOURCE, prefixLength: 24, scope: 0, secondary: false },
      ],
      forwardsIpv6: () => false,
      addAddresses: (requests) => requests.map(() => undefined),
      removeAddresses: (requests) => requests.map(() => undefined),
    },
    monitor: { onReadable: () => {}, drain: () => {} },
    packets: {
      listen: () => [],
      onReadable: () => {},
      drain: (onPacket) => {
        for (const packet of unread.splice(0)) onPacket(packet);
        if (heldUpUs === 0) return;
        nowUs += heldUpUs;
        heldUpUs = 0;
        unread = [advertPacket({ priority: 150 })];
      },
      sendAdvert: () => {
        adverts += 1;
        return undefined;
      },
      sendFrame: () => undefined,
    },
    log: { info: say, warn: say, error: say },
    onTransition: () => {},
  });
  driver.configure([config]);
  nowUs = masterDownUs(config);
  driver.wake();
  expect(driver.stateOf("VI_1")).toBe("MASTER");
  const sentBefore = adverts;
  return {
    driver,
    adverts: () => adverts - sentBefore,
    /** To the moment of the next advert, with a hold-up of so long in the middle of that turn. */
    nextTurn(heldUp: number) {
      nowUs += SECOND_US;
      heldUpUs = heldUp;
      driver.wake();
    },
  };
}

it("sends nothing over a better master's advert that came while it was stopped between reading and deciding", () => {
  const { driver, adverts, nextTurn } = master();
  nextTurn(10 * SECOND_US);
  expect(driver.stateOf("VI_1")).toBe("BACKUP");
  expect(adverts()).toBe(0);
});

it("reads once, however slowly, where nothing stopped it", () => {
  const { driver, adverts, nextTurn } = master();
  nextTurn(50_000);
  expect(driver.stateOf("VI_1")).toBe("MASTER");
  expect(adverts()).toBe(1);
});
