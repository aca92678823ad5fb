/** VRRP on the wire: one raw receive and one raw send socket an interface, and one packet socket for whole frames. */
import {
  arrivalUsOf,
  IP_ADD_MEMBERSHIP,
  IP_HDRINCL,
  IP_MULTICAST_ALL,
  IP_MULTICAST_IF,
  IP_MULTICAST_LOOP,
  IPPROTO_IP,
  MSG_DONTROUTE,
  type Received,
  realtimeUs,
  SO_BINDTODEVICE,
  SO_TIMESTAMPNS,
  SOL_SOCKET,
  Socket,
} from "../dgram-ext/index.ts";
import type { PacketSource, ReceivedPacket, VrrpPackets } from "../ports/packets.ts";
import type { Link } from "../ports/routing.ts";
import type { IpAddress } from "../values/address.ts";
import { decodeIpv4, encodeIpv4, TOS_INTERNETWORK_CONTROL } from "../wire/ipv4.ts";
import { VRRP_GROUP, VRRP_PROTOCOL, VRRP_TTL } from "../wire/vrrp-v2.ts";
import { dropAllFilter, interfaceRequest } from "./raw-socket-options.ts";

const group = { family: "inet", address: VRRP_GROUP, port: 0 } as const;

/**
 * All that was queued when a drain begins is read, as the kernel's default receive buffer holds some 260 such packets;
 * a flood that goes on during the drain cannot keep us here for ever.
 */
const packetsPerDrain = 4096;

interface InterfaceSockets {
  readonly name: string;
  readonly index: number;
  readonly receiver: Socket;
  readonly sender: Socket;
  /** Of the next packet's IPv4 header; counts from 1, as keepalived's does. */
  identification: number;
}

/** Opens nothing yet: `listen` names the links. */
export function openVrrpPackets(): VrrpSockets {
  return new VrrpSockets();
}

class VrrpSockets implements VrrpPackets, PacketSource {
  readonly #interfaces = new Map<string, InterfaceSockets>();
  #frames: Socket | undefined;
  #listener: () => void = () => {};

  /** A link that failed to open is tried again at the next call. */
  listen(links: readonly Pick<Link, "name" | "index">[]): readonly string[] {
    const wanted = new Map(links.map(({ name, index }) => [name, index]));
    for (const { name, index } of [...this.#interfaces.values()]) {
      if (wanted.get(name) !== index) this.#close(name);
    }
    const errors: string[] = [];
    for (const [name, index] of wanted) {
      const error = this.#interfaces.has(name) ? undefined : attempt(name, () => this.#open(name, index));
      if (error !== undefined) errors.push(error);
    }
    return errors;
  }

  onReadable(listener: () => void): void {
    this.#listener = listener;
  }

  drain(onPacket: (packet: ReceivedPacket) => void): void {
    for (const sockets of [...this.#interfaces.values()]) drainOne(sockets, onPacket);
  }

  close(): void {
    this.listen([]);
    this.#frames?.close();
    this.#frames = undefined;
  }

  #open(name: string, index: number): void {
    // Protocol 0: the socket receives nothing, so nothing piles up in it.
    this.#frames ??= Socket.open("packet", "raw", 0);
    const receiver = openReceiver(name, index);
    try {
      const sender = openSender(name, index);
      receiver.watch(() => this.#listener());
      this.#interfaces.set(name, { name, index, receiver, sender, identification: 1 });
    } catch (error) {
      receiver.close();
      throw error;
    }
  }

  #close(name: string): void {
    const sockets = this.#interfaces.get(name);
    this.#interfaces.delete(name);
    sockets?.receiver.close();
    sockets?.sender.close();
  }

  sendAdvert(interfaceName: string, source: IpAddress, payload: Uint8Array): string | undefined {
    const sockets = this.#interfaces.get(interfaceName);
    if (sockets === undefined) return `${interfaceName}: not open`;
    return attempt(interfaceName, () => {
      if (source.family !== 4) throw new RangeError("the source of an IPv4 packet must be an IPv4 address");
      const packet = encodeIpv4({
        tos: TOS_INTERNETWORK_CONTROL,
        identification: sockets.identification,
        ttl: VRRP_TTL,
        protocol: VRRP_PROTOCOL,
        source,
        destination: VRRP_GROUP,
        payload,
      });
      // 0 would make the kernel choose one.
      sockets.identification = (sockets.identification % 0xffff) + 1;
      sockets.sender.send(packet, { to: group, flags: MSG_DONTROUTE });
    });
  }

  sendFrame(interfaceName: string, frame: Uint8Array): string | undefined {
    const interfaceIndex = this.#interfaces.get(interfaceName)?.index;
    const frames = this.#frames;
    if (interfaceIndex === undefined || frames === undefined) return `${interfaceName}: not open`;
    return attempt(interfaceName, () => {
      const protocol = ((frame[12] ?? 0) << 8) | (frame[13] ?? 0);
      frames.send(frame, { to: { family: "packet", interfaceIndex, protocol } });
    });
  }
}

/** Bound to the group, it hears only what was sent there; IP_MULTICAST_ALL off, only on the interface joined. */
function openReceiver(name: string, index: number): Socket {
  return configured(name, (socket) => {
    socket.setOption(SOL_SOCKET, SO_TIMESTAMPNS, 1);
    socket.setOption(IPPROTO_IP, IP_MULTICAST_ALL, 0);
    socket.setOption(IPPROTO_IP, IP_ADD_MEMBERSHIP, interfaceRequest(VRRP_GROUP, index));
    socket.bind(group);
  });
}

/** Builds the IPv4 header itself, so that the source may be any address; its own packets do not come back to this host. */
function openSender(name: string, index: number): Socket {
  return configured(name, (socket) => {
    socket.attachFilter(dropAllFilter());
    socket.setOption(IPPROTO_IP, IP_MULTICAST_ALL, 0);
    socket.setOption(IPPROTO_IP, IP_HDRINCL, 1);
    socket.setOption(IPPROTO_IP, IP_MULTICAST_IF, interfaceRequest(undefined, index));
    socket.setOption(IPPROTO_IP, IP_MULTICAST_LOOP, 0);
  });
}

function configured(name: string, configure: (socket: Socket) => void): Socket {
  const socket = Socket.open("inet", "raw", VRRP_PROTOCOL);
  try {
    socket.setOption(SOL_SOCKET, SO_BINDTODEVICE, new TextEncoder().encode(`${name}\0`));
    configure(socket);
    return socket;
  } catch (error) {
    socket.close();
    throw error;
  }
}

function drainOne({ name, receiver }: InterfaceSockets, onPacket: (packet: ReceivedPacket) => void): void {
  for (let count = 0; count < packetsPerDrain; count++) {
    const received = receiveOne(receiver);
    if (received === undefined) return;
    const decoded = received === "error" ? undefined : decodeIpv4(received.data);
    if (decoded?.kind !== "packet") continue;
    const { source, destination, ttl, payload } = decoded.packet;
    const waitedUs = received === "error" ? 0 : waited(received);
    onPacket({ interfaceName: name, source, destination, ttl, waitedUs, payload });
  }
}

/**
 * From the packet's arrival to now. A process that was held up longer than this was stopped, or the clock was set: what it
 * reads then may be old, and the timers that depend on it start with the reading.
 */
const longestWaitUs = 5_000;

function waited({ ancillary }: Received): number {
  const arrivalUs = arrivalUsOf(ancillary);
  if (arrivalUs === undefined) return 0;
  const us = realtimeUs() - arrivalUs;
  return us >= 0 && us <= longestWaitUs ? us : 0;
}

/** An error of the link (ENETDOWN) is told by one receive and says nothing of the packets that may be queued behind it. */
function receiveOne(receiver: Socket): Received | "error" | undefined {
  // A callback may have closed the interface.
  if (receiver.fd === -1) return undefined;
  try {
    return receiver.receive();
  } catch {
    return "error";
  }
}

function attempt(interfaceName: string, action: () => void): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return `${interfaceName}: ${error instanceof Error ? error.message : error}`;
  }
}
