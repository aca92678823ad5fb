/** Drives the VRRP machines: reads every socket empty, lets the machines decide, carries out what they want. */
import type { VirtualAddress, VrrpInstanceConfig } from "../config/model.ts";
import type { Alarm, Clock } from "../ports/clock.ts";
import type { PacketSource, ReceivedPacket, VrrpPackets } from "../ports/packets.ts";
import type { AddressRequest, Link, Routing, RoutingEvent, RoutingMonitor } from "../ports/routing.ts";
import { addressesEqual, formatAddress } from "../values/address.ts";
import { assertNever } from "../values/assert-never.ts";
import { encodeAddressAnnouncement } from "../wire/address-announcement.ts";
import { peekVirtualRouterId } from "../wire/vrrp-v2.ts";
import { advance } from "./advance.ts";
import type { VrrpEffect } from "./effect.ts";
import type { Occurrence } from "./event.ts";
import { createInstance, nextDeadlineUs, type VrrpInstance, type VrrpState } from "./instance.ts";
import { LinkView } from "./link-view.ts";
import { chooseSourceAddress } from "./source-address.ts";

/** Where the instances' lines go. */
export interface VrrpLog {
  info(text: string): void;
  warn(text: string): void;
  error(text: string): void;
}

export interface VrrpPorts {
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly routing: Routing;
  readonly monitor: RoutingMonitor;
  readonly packets: VrrpPackets & PacketSource;
  readonly log: VrrpLog;
  /** Called when any instance's state changed. */
  onTransition(): void;
}

/** One instance and the events that wait for its next step. */
interface Slot {
  instance: VrrpInstance;
  pending: Occurrence[];
}

/** A change of the kernel's addresses that is still to be told. */
interface Change {
  readonly name: string;
  readonly done: "added" | "removed";
  readonly request: AddressRequest;
}

function prefixText({ address, prefixLength }: AddressRequest): string {
  return `${formatAddress(address)}/${prefixLength}`;
}

/** Reading full sockets takes less, even on a slow machine. */
const outdatedUs = 100_000;

/** What makes an instance the same one after a reload (its name does not): RFC 3768's virtual router on its link. */
function identity(config: VrrpInstanceConfig): string {
  return `${config.interfaceName} ${config.family} ${config.virtualRouterId} v${config.version}`;
}

export class VrrpDriver {
  readonly #ports: VrrpPorts;
  readonly #view: LinkView;
  #slots = new Map<string, Slot>();
  readonly #changes: Change[] = [];

  constructor(ports: VrrpPorts) {
    this.#ports = ports;
    this.#view = new LinkView(ports.routing);
    const wake = () => this.wake();
    ports.alarm.onDue(wake);
    ports.monitor.onReadable(wake);
    ports.packets.onReadable(wake);
  }

  /** Brings the instances to what the configuration says: at start all are new, at a reload only what differs changes. */
  configure(configs: readonly VrrpInstanceConfig[]): void {
    this.wake();
    const wanted = new Map(configs.map((config) => [identity(config), config]));
    for (const [key, slot] of this.#slots) {
      if (wanted.has(key)) continue;
      this.#advance(slot, [{ kind: "stop" }], this.#ports.clock.nowUs());
      this.#slots.delete(key);
    }
    for (const [key, config] of wanted) {
      const slot = this.#slots.get(key);
      if (slot !== undefined) {
        if (JSON.stringify(slot.instance.config) !== JSON.stringify(config))
          slot.pending.push({ kind: "reconfigure", config });
      } else {
        this.#slots.set(key, this.#newSlot(config));
      }
    }
    this.#syncInterfaces();
    this.wake();
  }

  /** One turn: announcements and packets first, whatever woke us; only then what is due. */
  wake(): void {
    const readUs = this.#read();
    // Stopped between reading and deciding (SIGSTOP, a paused machine), we would decide by what is long out of date.
    const nowUs = this.#ports.clock.nowUs() - readUs > outdatedUs ? this.#read() : readUs;
    for (const slot of this.#slots.values()) {
      const occurrences = slot.pending;
      slot.pending = [];
      this.#advance(slot, occurrences, nowUs);
    }
    this.#setAlarm();
  }

  /** Leaves in order: priority 0 where MASTER, addresses removed. */
  stop(): void {
    this.#ports.monitor.drain((event) => this.#announced(event));
    this.#ports.packets.drain(() => {});
    for (const slot of this.#slots.values())
      this.#advance(slot, [{ kind: "stop" }], this.#ports.clock.nowUs());
    this.#slots.clear();
    this.#ports.alarm.clear();
  }

  /** Each instance's name and state, for heartbeats and dumps. */
  summary(): string {
    return [...this.#slots.values()]
      .map(({ instance }) => `${instance.config.name} ${instance.phase.state}`)
      .join(", ");
  }

  /** Of the instance of this name; undefined where there is none. */
  stateOf(name: string): VrrpState | undefined {
    const slots = [...this.#slots.values()];
    return slots.find(({ instance }) => instance.config.name === name)?.instance.phase.state;
  }

  /** Reads every socket empty; returns when it began: the time that reading takes must not make a master-down timer later. */
  #read(): number {
    const nowUs = this.#ports.clock.nowUs();
    this.#ports.monitor.drain((event) => this.#announced(event));
    this.#ports.packets.drain((packet) => this.#heard(packet));
    return nowUs;
  }

  #newSlot(config: VrrpInstanceConfig): Slot {
    const link = this.#view.link(config.interfaceName);
    const leftovers = config.virtualAddresses.filter((virtual) => this.#isPresent(virtual));
    const facts = {
      linkUp: link?.up ?? false,
      sourceAddress:
        link === undefined ? undefined : this.#sourceOf(config, link, undefined, config.virtualAddresses),
    };
    return { instance: createInstance(config), pending: [{ kind: "start", facts, leftovers }] };
  }

  #sourceOf(
    config: VrrpInstanceConfig,
    link: Link,
    current: VrrpInstance["facts"]["sourceAddress"],
    more: readonly VirtualAddress[] = [],
  ) {
    const virtual = [...this.#slots.values()].flatMap((slot) => slot.instance.config.virtualAddresses);
    const excluded = [...virtual, ...more].map((one) => one.address);
    return chooseSourceAddress(this.#view.addresses, link.index, config.family, excluded, current);
  }

  #isPresent(virtual: VirtualAddress): boolean {
    const link = this.#view.link(virtual.interfaceName);
    return link !== undefined && this.#view.has(link.index, virtual.address, virtual.prefixLength);
  }

  #heard(packet: ReceivedPacket): void {
    const virtualRouterId = peekVirtualRouterId(packet.payload);
    for (const slot of this.#slots.values()) {
      const { config } = slot.instance;
      if (config.interfaceName !== packet.interfaceName || config.virtualRouterId !== virtualRouterId)
        continue;
      if (config.family === packet.source.family) slot.pending.push({ kind: "packet", packet });
    }
  }

  #announced(event: RoutingEvent): void {
    this.#view.apply(event);
    if (event.kind === "link" || event.kind === "link-gone" || event.kind === "resync")
      this.#syncInterfaces();
    for (const slot of this.#slots.values()) {
      this.#noticeLink(slot);
      this.#noticeSource(slot);
      if (event.kind === "address-gone" || event.kind === "link-gone" || event.kind === "resync")
        this.#noticeLoss(slot);
    }
  }

  #noticeLink(slot: Slot): void {
    const up = this.#view.link(slot.instance.config.interfaceName)?.up ?? false;
    if (up !== latestLink(slot)) slot.pending.push({ kind: "link", up });
  }

  #noticeSource(slot: Slot): void {
    const { config } = slot.instance;
    const link = this.#view.link(config.interfaceName);
    const before = latestSource(slot);
    const address = link === undefined ? undefined : this.#sourceOf(config, link, before);
    const same =
      before !== undefined && address !== undefined ? addressesEqual(before, address) : before === address;
    if (!same) slot.pending.push({ kind: "source-address", address });
  }

  /** Announcements may be older than what we did since: only a fresh look says whether an address of a MASTER is gone. */
  #noticeLoss(slot: Slot): void {
    if (slot.instance.phase.state !== "MASTER") return;
    const missing = slot.instance.config.virtualAddresses.find((virtual) => !this.#isPresent(virtual));
    if (missing === undefined) return;
    this.#view.refresh();
    if (!this.#isPresent(missing)) slot.pending.push({ kind: "virtual-address-gone", address: missing });
  }

  #syncInterfaces(): void {
    const names = new Set([...this.#slots.values()].map((slot) => slot.instance.config.interfaceName));
    const links = [...names].flatMap((name) => this.#view.link(name) ?? []);
    for (const message of this.#ports.packets.listen(links)) this.#ports.log.error(message);
  }

  #advance(slot: Slot, occurrences: readonly Occurrence[], nowUs: number): void {
    const { instance, effects } = advance(slot.instance, occurrences, nowUs);
    slot.instance = instance;
    for (const effect of effects) this.#run(instance.config, effect);
    // Told when all is done: a log line between an address and its gratuitous ARP would make both late.
    for (const { name, done, request } of this.#changes.splice(0)) {
      this.#ports.log.info(`(${name}) ${done} ${prefixText(request)}`);
    }
  }

  #run(config: VrrpInstanceConfig, effect: VrrpEffect): void {
    switch (effect.kind) {
      case "send-advert": {
        const error = this.#ports.packets.sendAdvert(config.interfaceName, effect.source, effect.payload);
        if (error !== undefined)
          this.#ports.log.error(`(${config.name}) the advert could not be sent: ${error}`);
        return;
      }
      case "add-addresses":
        this.#change(config, effect.addresses, "added", "EEXIST");
        return;
      case "remove-addresses":
        this.#change(config, effect.addresses, "removed", "EADDRNOTAVAIL");
        return;
      case "gratuitous-arp":
        this.#sendGratuitousArp(config, effect.addresses, effect.repeat);
        return;
      case "transition":
        this.#ports.onTransition();
        return;
      case "log":
        this.#ports.log[effect.level === "warning" ? "warn" : effect.level](effect.text);
        return;
      default:
        assertNever(effect);
    }
  }

  #change(
    config: VrrpInstanceConfig,
    addresses: readonly VirtualAddress[],
    done: "added" | "removed",
    harmless: string,
  ): void {
    const requests = addresses.map((virtual) => this.#request(virtual));
    const known = requests.flatMap((request) => request ?? []);
    const { routing, log } = this.#ports;
    const answers = done === "added" ? routing.addAddresses(known) : routing.removeAddresses(known);
    for (const [index, answer] of answers.entries()) {
      const request = known[index];
      if (request === undefined || answer?.code === harmless) continue;
      if (answer === undefined) {
        this.#changes.push({ name: config.name, done, request });
        continue;
      }
      log.error(
        `(${config.name}) ${prefixText(request)} could not be ${done}: ${answer.code} ${answer.message}`,
      );
    }
    for (const [index, virtual] of addresses.entries()) {
      if (requests[index] !== undefined || done === "removed") continue;
      log.error(
        `(${config.name}) ${formatAddress(virtual.address)} could not be added: no interface ${virtual.interfaceName}`,
      );
    }
  }

  #request(virtual: VirtualAddress): AddressRequest | undefined {
    const link = this.#view.link(virtual.interfaceName);
    if (link === undefined) return undefined;
    const { address, prefixLength, scope, label, broadcast } = virtual;
    return {
      interfaceIndex: link.index,
      address,
      prefixLength,
      scope,
      ...(label === undefined ? {} : { label }),
      ...(broadcast === undefined ? {} : { broadcast }),
    };
  }

  /** In rounds, as keepalived: with many addresses each is announced once before any is repeated. */
  #sendGratuitousArp(config: VrrpInstanceConfig, addresses: readonly VirtualAddress[], repeat: number): void {
    const failed = new Set<VirtualAddress>();
    for (let round = 0; round < repeat; round++) {
      for (const virtual of addresses) {
        const error = failed.has(virtual) ? undefined : this.#announce(virtual);
        if (error === undefined) continue;
        failed.add(virtual);
        const what = virtual.address.family === 4 ? "gratuitous ARP" : "unsolicited neighbour advertisement";
        this.#ports.log.error(`(${config.name}) ${what} for ${formatAddress(virtual.address)}: ${error}`);
      }
    }
  }

  /** What failed. */
  #announce({ interfaceName, address }: VirtualAddress): string | undefined {
    const link = this.#view.link(interfaceName);
    if (link === undefined) return undefined;
    const { packets, routing } = this.#ports;
    const frame = encodeAddressAnnouncement(link.mac, address, () => routing.forwardsIpv6(interfaceName));
    return frame && packets.sendFrame(interfaceName, frame);
  }

  #setAlarm(): void {
    let earliestUs: number | undefined;
    let exact = false;
    for (const { instance } of this.#slots.values()) {
      const deadlineUs = nextDeadlineUs(instance);
      if (deadlineUs === undefined || (earliestUs !== undefined && deadlineUs >= earliestUs)) continue;
      earliestUs = deadlineUs;
      // A living master moves a BACKUP's deadline away long before it is reached, so exactness costs nothing until it counts.
      exact = instance.phase.state === "BACKUP";
    }
    if (earliestUs === undefined) this.#ports.alarm.clear();
    else this.#ports.alarm.set(earliestUs, exact);
  }
}

/** The link state that the instance will know once what waits for it is applied. */
function latestLink(slot: Slot): boolean {
  for (const occurrence of slot.pending.toReversed()) {
    if (occurrence.kind === "link") return occurrence.up;
    if (occurrence.kind === "start") return occurrence.facts.linkUp;
  }
  return slot.instance.facts.linkUp;
}

function latestSource(slot: Slot): VrrpInstance["facts"]["sourceAddress"] {
  for (const occurrence of slot.pending.toReversed()) {
    if (occurrence.kind === "source-address") return occurrence.address;
    if (occurrence.kind === "start") return occurrence.facts.sourceAddress;
  }
  return slot.instance.facts.sourceAddress;
}
