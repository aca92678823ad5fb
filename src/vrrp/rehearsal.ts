/**
 * A few takeovers on the loopback interface before the first real one, so that their code is compiled when it counts.
 *
 * Node compiles a function when it is first called: an unrehearsed takeover takes some 3 ms from the timer to the last
 * gratuitous ARP, a rehearsed one a tenth of that. Nothing leaves the machine: what is sent goes to `lo`, and the address
 * is only ever removed, never added.
 */
import type { VrrpInstanceConfig } from "../config/model.ts";
import type { PacketSource, VrrpPackets } from "../ports/packets.ts";
import type { Link, Routing, RoutingMonitor } from "../ports/routing.ts";
import { type IpAddress, parseAddress } from "../values/address.ts";
import { VrrpDriver, type VrrpPorts } from "./driver.ts";
import { masterDownUs } from "./timers.ts";

const rounds = 10;

/** RFC 7600's dummy address: never on any interface. */
const dummy = parseAddress("192.0.0.8") as IpAddress;
const localhost = parseAddress("127.0.0.1") as IpAddress;

export interface RehearsalPorts {
  readonly routing: Routing;
  readonly monitor: RoutingMonitor;
  readonly packets: VrrpPackets & PacketSource;
}

/** Uses the real sockets, which listen on nothing afterwards; to be called before the driver that is meant. */
export function rehearse(like: VrrpInstanceConfig, ports: RehearsalPorts): void {
  const loopback = ports.routing.links().find((link) => link.loopback);
  if (loopback === undefined || like.family !== 4) return;
  const config = rehearsalConfig(like, loopback);
  for (let round = 0; round < rounds; round++) {
    let nowUs = 0;
    const driver = new VrrpDriver({ ...ports, ...stage(ports, loopback), clock: { nowUs: () => nowUs } });
    driver.configure([config]);
    nowUs = masterDownUs(config);
    driver.wake();
    nowUs += config.advertIntervalUs;
    driver.wake();
    driver.stop();
  }
  ports.packets.listen([]);
}

function rehearsalConfig(like: VrrpInstanceConfig, { name }: Link): VrrpInstanceConfig {
  const virtual = { place: like.place, address: dummy, prefixLength: 32, interfaceName: name, scope: 0 };
  return { ...like, interfaceName: name, initialState: "BACKUP", priority: 100, virtualAddresses: [virtual] };
}

/** What differs from life: one link that has an address, no alarm, nobody who listens. */
function stage(
  { routing }: RehearsalPorts,
  loopback: Link,
): Omit<VrrpPorts, "clock" | "monitor" | "packets"> {
  return {
    routing: {
      links: () => [{ ...loopback, up: true }],
      addresses: () => [
        { interfaceIndex: loopback.index, address: localhost, prefixLength: 8, scope: 254, secondary: false },
      ],
      addAddresses: (requests) => routing.removeAddresses(requests),
      removeAddresses: (requests) => routing.removeAddresses(requests),
    },
    alarm: { onDue: () => {}, set: () => {}, clear: () => {} },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    onTransition: () => {},
  };
}
