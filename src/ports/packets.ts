/** What VRRP asks of the link layer: to send its packets, and to hand over what was heard. */
import type { IpAddress } from "../values/address.ts";
import type { Link } from "./routing.ts";

/** One received VRRP datagram, still with its IPv4 header, and what the kernel said of it. */
export interface ReceivedPacket {
  readonly interfaceName: string;
  readonly source: IpAddress;
  readonly destination: IpAddress;
  /** IPv4 TTL or IPv6 hop limit. */
  readonly ttl: number;
  /** How long it had waited to be read, where that is known and short; a longer wait counts from the reading. */
  readonly waitedUs?: number;
  /** The VRRP part alone, without IP header. */
  readonly payload: Uint8Array;
}

export interface VrrpPackets {
  /** Sends one VRRP payload from `source` to the VRRP multicast group with TTL 255; errors are returned, not thrown. */
  sendAdvert(interfaceName: string, source: IpAddress, payload: Uint8Array): string | undefined;
  /** Sends one complete Ethernet frame; errors are returned, not thrown. */
  sendFrame(interfaceName: string, frame: Uint8Array): string | undefined;
}

/** Where received packets wait. */
export interface PacketSource {
  /** Makes these the links that are listened on: opens, reopens after a change of index, closes; returns what failed, in words. */
  listen(links: readonly Link[]): readonly string[];
  /** Calls `listener` whenever packets may be waiting. */
  onReadable(listener: () => void): void;
  /** Hands over every waiting packet of every open interface; returns when all sockets are empty. */
  drain(onPacket: (packet: ReceivedPacket) => void): void;
}
