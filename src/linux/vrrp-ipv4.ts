/** The IPv4 side of VRRP's raw sockets: header, group, and the structs that their options take. */
import { endianness } from "node:os";
import type { ReceivedPacket } from "../ports/packets.ts";
import type { IpAddress } from "../values/address.ts";

/** RFC 9568 5.1.1.2 and 5.1.1.4. */
export const VRRP_GROUP: IpAddress = { family: 4, bytes: [224, 0, 0, 18] };
export const VRRP_PROTOCOL = 112;
/** RFC 9568 5.1.1.3. */
const ttl = 255;
/** DSCP CS6, network control; keepalived's default. */
const typeOfService = 0xc0;
const headerBytes = 20;
const littleEndian = endianness() === "LE";

/** With IP_HDRINCL the kernel fills in the checksum, and total length in its own order; all else goes out as it stands. */
export function encodeIpv4Header(
  source: IpAddress,
  identification: number,
  payloadBytes: number,
): Uint8Array {
  if (source.family !== 4) throw new RangeError("the source of an IPv4 packet must be an IPv4 address");
  const header = new Uint8Array(headerBytes);
  const view = new DataView(header.buffer);
  view.setUint8(0, 0x45);
  view.setUint8(1, typeOfService);
  view.setUint16(2, headerBytes + payloadBytes);
  view.setUint16(4, identification);
  view.setUint8(8, ttl);
  view.setUint8(9, VRRP_PROTOCOL);
  header.set(source.bytes, 12);
  header.set(VRRP_GROUP.bytes, 16);
  return header;
}

/** A raw socket's datagram, header and all; undefined when it is no whole IPv4 packet (the kernel lets none such through). */
export function decodeIpv4(datagram: Uint8Array): Omit<ReceivedPacket, "interfaceName"> | undefined {
  const first = datagram[0] ?? 0;
  const length = (first & 0x0f) * 4;
  if (first >> 4 !== 4 || length < headerBytes || datagram.length < length) return undefined;
  return {
    source: { family: 4, bytes: [...datagram.subarray(12, 16)] },
    destination: { family: 4, bytes: [...datagram.subarray(16, 20)] },
    ttl: datagram[8] ?? 0,
    payload: datagram.subarray(length),
  };
}

/** `struct ip_mreqn`: a group (none: 0.0.0.0) on an interface named by its index. */
export function interfaceRequest(group: IpAddress | undefined, index: number): Uint8Array {
  const request = new Uint8Array(12);
  request.set(group?.bytes ?? [], 0);
  new DataView(request.buffer).setInt32(8, index, littleEndian);
  return request;
}

/** One BPF instruction, `ret #0`: a socket that only sends must not collect what the protocol number brings it. */
export function dropAllFilter(): Uint8Array {
  const program = new Uint8Array(8);
  new DataView(program.buffer).setUint16(0, 0x06, littleEndian);
  return program;
}
