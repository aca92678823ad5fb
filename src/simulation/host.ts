/** A machine on the simulated LAN: power, cable, kernel, and the sockets in which things wait to be read. */
import type { PacketSource, ReceivedPacket, VrrpPackets } from "../ports/packets.ts";
import type { AddressRequest, RoutingEvent, RoutingMonitor } from "../ports/routing.ts";
import type { IpAddress } from "../values/address.ts";
import { decodeIpv4, encodeIpv4, TOS_INTERNETWORK_CONTROL } from "../wire/ipv4.ts";
import { VRRP_GROUP, VRRP_PROTOCOL, VRRP_TTL } from "../wire/vrrp-v2.ts";
import { SimulatedKernel } from "./kernel.ts";
import type { Lan, LanPort } from "./lan.ts";
import type { Recorder, WireFrame } from "./record.ts";

export const INTERFACE_NAME = "eth1";
const INTERFACE_INDEX = 2;
/** As net.core.rmem_default holds them; more are dropped. */
const SOCKET_PACKETS = 250;
const NETWORK_DOWN = "ENETDOWN";

export interface HostPlan {
  readonly name: string;
  readonly mac: readonly number[];
  readonly sourceAddress: IpAddress;
}

export class SimulatedHost implements VrrpPackets, PacketSource, LanPort {
  readonly name: string;
  readonly mac: readonly number[];
  readonly sourceAddress: IpAddress;
  readonly kernel: SimulatedKernel;
  /** The announcements of this kernel, for the process that has its sockets open. */
  readonly monitor: RoutingMonitor;
  powered = true;
  plugged = true;
  readonly #lan: Lan;
  readonly #record: Recorder;
  #unread: ReceivedPacket[] = [];
  #announcements: RoutingEvent[] = [];
  #listeners: (() => void)[] = [];
  /** Whether the process would run now; undefined while none has sockets open. */
  #isAwake: (() => boolean) | undefined;
  #identification = 0;

  constructor(plan: HostPlan, lan: Lan, record: Recorder) {
    this.name = plan.name;
    this.mac = plan.mac;
    this.sourceAddress = plan.sourceAddress;
    this.#lan = lan;
    this.#record = record;
    const link = { index: INTERFACE_INDEX, name: INTERFACE_NAME, mtu: 1500, mac: plan.mac };
    this.kernel = new SimulatedKernel(
      { ...link, up: true, loopback: false, multicast: true },
      {
        announce: (event) => this.#announce(event),
        added: ({ address }) => record({ kind: "address-added", host: plan.name, address }),
        removed: ({ address }) => record({ kind: "address-removed", host: plan.name, address }),
      },
    );
    this.kernel.addAddresses([this.sourceRequest()]);
    this.monitor = {
      onReadable: (listener) => this.onReadable(listener),
      drain: (onEvent) => {
        for (const event of this.#announcements.splice(0)) onEvent(event);
      },
    };
    lan.attach(this);
  }

  sourceRequest(): AddressRequest {
    return { interfaceIndex: INTERFACE_INDEX, address: this.sourceAddress, prefixLength: 24, scope: 0 };
  }

  sendAdvert(_interfaceName: string, source: IpAddress, payload: Uint8Array): string | undefined {
    this.#identification = (this.#identification + 1) & 0xffff;
    const bytes = encodeIpv4({
      tos: TOS_INTERNETWORK_CONTROL,
      identification: this.#identification,
      ttl: VRRP_TTL,
      protocol: VRRP_PROTOCOL,
      source,
      destination: VRRP_GROUP,
      payload,
    });
    return this.#transmit({ kind: "ipv4", bytes });
  }

  sendFrame(_interfaceName: string, frame: Uint8Array): string | undefined {
    return this.#transmit({ kind: "ethernet", bytes: frame });
  }

  receive(frame: WireFrame, from: string): void {
    if (frame.kind !== "ipv4" || this.onReadable === undefined || this.#unread.length >= SOCKET_PACKETS)
      return;
    const decoded = decodeIpv4(frame.bytes);
    if (decoded.kind === "bad" || decoded.packet.protocol !== VRRP_PROTOCOL) return;
    const { source, destination, ttl, payload } = decoded.packet;
    this.#record({ kind: "delivered", host: this.name, from, frame });
    this.#unread.push({ interfaceName: INTERFACE_NAME, source, destination, ttl, payload });
    this.announceReadable();
  }

  openSockets(isAwake: () => boolean): void {
    this.#isAwake = isAwake;
  }

  closeSockets(): void {
    this.#isAwake = undefined;
    this.#listeners = [];
    this.#unread = [];
    this.#announcements = [];
  }

  /** The one link is always listened on. */
  listen(): readonly string[] {
    return [];
  }

  onReadable(listener: () => void): void {
    this.#listeners.push(listener);
  }

  drain(onPacket: (packet: ReceivedPacket) => void): void {
    for (const packet of this.#unread.splice(0)) onPacket(packet);
  }

  /** As poll(2) would: nothing for a process that is stopped. */
  announceReadable(): void {
    if (this.#isAwake?.() !== true) return;
    for (const listener of this.#listeners) {
      if (this.#unread.length > 0 || this.#announcements.length > 0) listener();
    }
  }

  setPlugged(plugged: boolean): void {
    this.plugged = plugged;
    this.#updateLink();
  }

  setPowered(powered: boolean): void {
    this.powered = powered;
    this.kernel.reset();
    this.#updateLink();
    if (powered) this.kernel.addAddresses([this.sourceRequest()]);
  }

  #updateLink(): void {
    const up = this.powered && this.plugged;
    this.#lan.setPlugged(this.name, up);
    this.kernel.setLinkUp(up);
    this.announceReadable();
  }

  #announce(event: RoutingEvent): void {
    if (this.#isAwake !== undefined) this.#announcements.push(event);
  }

  #transmit(frame: WireFrame): string | undefined {
    if (!this.powered || !this.plugged) return NETWORK_DOWN;
    this.#lan.send(this.name, frame);
    return undefined;
  }
}
