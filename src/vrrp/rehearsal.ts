/**
 * Takeovers on the loopback interface, so that the first real one does not run code that was never compiled, or has long
 * left the processor's caches: unrehearsed it takes some 3 ms from the timer to the gratuitous ARP, rehearsed a quarter of one.
 *
 * Nothing leaves the machine and nothing stays: what is sent goes to `lo`, and the kernel refuses the address that is added.
 */
import type { VrrpInstanceConfig } from "../config/model.ts";
import type { Clock } from "../ports/clock.ts";
import type { PacketSource, VrrpPackets } from "../ports/packets.ts";
import type { Link, Routing } from "../ports/routing.ts";
import type { IpAddress } from "../values/address.ts";
import { VrrpDriver, type VrrpPorts } from "./driver.ts";
import { masterDownUs } from "./timers.ts";

const roundsAtStart = 10;

/** RFC 7600's dummy address: never on any interface. */
const dummy: IpAddress = { family: 4, bytes: [192, 0, 0, 8] };
/** No interface ever has the highest index, so the kernel refuses what is to be added there. */
const absentInterface = 0x7fff_ffff;
const localhost: IpAddress = { family: 4, bytes: [127, 0, 0, 1] };

export interface RehearsalPorts {
  readonly clock: Clock;
  readonly routing: Routing;
  /** Sockets of its own: those that matter must lose nothing to a rehearsal. */
  readonly packets: VrrpPackets & PacketSource;
}

export class Rehearsal {
  readonly #ports: RehearsalPorts;
  readonly #config: VrrpInstanceConfig;
  readonly #loopback: Link;

  private constructor(ports: RehearsalPorts, config: VrrpInstanceConfig, loopback: Link) {
    this.#ports = ports;
    this.#config = config;
    this.#loopback = loopback;
  }

  /** For instances like this one; undefined where there is no loopback interface or the instance is not IPv4. */
  static prepare(like: VrrpInstanceConfig, ports: RehearsalPorts): Rehearsal | undefined {
    const loopback = ports.routing.links().find((link) => link.loopback);
    if (loopback === undefined || like.family !== 4) return undefined;
    const rehearsal = new Rehearsal(ports, rehearsalConfig(like, loopback), loopback);
    for (let round = 0; round < roundsAtStart; round++) rehearsal.run();
    return rehearsal;
  }

  /** One takeover, one further advert, one stop; returns the microseconds it took. */
  run(): number {
    const startUs = this.#ports.clock.nowUs();
    let nowUs = 0;
    const driver = new VrrpDriver({ ...this.#stage(), clock: { nowUs: () => nowUs } });
    driver.configure([this.#config]);
    nowUs = masterDownUs(this.#config);
    driver.wake();
    nowUs += this.#config.advertIntervalUs;
    driver.wake();
    driver.stop();
    return this.#ports.clock.nowUs() - startUs;
  }

  /** What differs from life: one link that has an address, no alarm, nobody who announces or listens. */
  #stage(): Omit<VrrpPorts, "clock"> {
    const { routing, packets } = this.#ports;
    const { index } = this.#loopback;
    return {
      packets,
      routing: {
        links: () => [{ ...this.#loopback, up: true }],
        addresses: () => [
          { interfaceIndex: index, address: localhost, prefixLength: 8, scope: 254, secondary: false },
        ],
        forwardsIpv6: () => false,
        addAddresses: (requests) =>
          routing.addAddresses(requests.map((one) => ({ ...one, interfaceIndex: absentInterface }))),
        removeAddresses: (requests) => routing.removeAddresses(requests),
      },
      monitor: { onReadable: () => {}, drain: () => {} },
      alarm: { nearUs: 0, onNear: () => {}, onDue: () => {}, set: () => {}, clear: () => {} },
      log: { info: () => {}, warn: () => {}, error: () => {} },
      onTransition: () => {},
    };
  }
}

function rehearsalConfig(like: VrrpInstanceConfig, { name }: Link): VrrpInstanceConfig {
  const virtual = { place: like.place, address: dummy, prefixLength: 32, interfaceName: name, scope: 0 };
  return {
    ...like,
    interfaceName: name,
    initialState: "BACKUP",
    priority: 100,
    virtualAddresses: [virtual],
  };
}
