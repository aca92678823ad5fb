/** The IPv4 header (RFC 791) around a VRRP packet. */
import type { IpAddress } from "../values/address.ts";
import { internetChecksum } from "./checksum.ts";
import { octets } from "./octets.ts";

/** Internetwork control, the class in which routing protocols travel (RFC 791; DSCP CS6). */
export const TOS_INTERNETWORK_CONTROL = 0xc0;

const HEADER_BYTES = 20;

export interface Ipv4Packet {
  readonly tos: number;
  readonly identification: number;
  readonly ttl: number;
  readonly protocol: number;
  readonly source: IpAddress;
  readonly destination: IpAddress;
  readonly payload: Uint8Array;
}

/** A header without options or fragmentation, then the payload. */
export function encodeIpv4(packet: Ipv4Packet): Uint8Array {
  const length = HEADER_BYTES + packet.payload.length;
  const bytes = new Uint8Array(length);
  bytes.set([0x45, packet.tos, length >> 8, length & 0xff]);
  bytes.set([packet.identification >> 8, packet.identification & 0xff], 4);
  bytes.set([packet.ttl, packet.protocol], 8);
  bytes.set(packet.source.bytes, 12);
  bytes.set(packet.destination.bytes, 16);
  const checksum = internetChecksum(bytes, HEADER_BYTES);
  bytes.set([checksum >> 8, checksum & 0xff], 10);
  bytes.set(packet.payload, HEADER_BYTES);
  return bytes;
}

export type Ipv4DecodeResult =
  | { readonly kind: "packet"; readonly packet: Ipv4Packet }
  | {
      readonly kind: "bad";
      readonly reason: "short" | "version" | "header length" | "total length" | "checksum";
    };

/** Reads one packet; options are skipped, link padding behind the total length is cut off; never throws. */
export function decodeIpv4(bytes: Uint8Array): Ipv4DecodeResult {
  if (bytes.length < HEADER_BYTES) return { kind: "bad", reason: "short" };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const versionAndLength = view.getUint8(0);
  if (versionAndLength >> 4 !== 4) return { kind: "bad", reason: "version" };
  const headerBytes = (versionAndLength & 0x0f) * 4;
  if (headerBytes < HEADER_BYTES || headerBytes > bytes.length)
    return { kind: "bad", reason: "header length" };
  const totalBytes = view.getUint16(2);
  if (totalBytes < headerBytes || totalBytes > bytes.length) return { kind: "bad", reason: "total length" };
  if (internetChecksum(bytes, headerBytes) !== 0) return { kind: "bad", reason: "checksum" };
  const packet: Ipv4Packet = {
    tos: view.getUint8(1),
    identification: view.getUint16(4),
    ttl: view.getUint8(8),
    protocol: view.getUint8(9),
    source: { family: 4, bytes: octets(bytes, 12, 16) },
    destination: { family: 4, bytes: octets(bytes, 16, 20) },
    payload: bytes.slice(headerBytes, totalBytes),
  };
  return { kind: "packet", packet };
}
