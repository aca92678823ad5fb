/** Gratuitous ARP (RFC 826, RFC 5227 3) as whole Ethernet frames, in the form that keepalived sends. */
import type { IpAddress } from "../values/address.ts";
import { octets } from "./octets.ts";

const BROADCAST_MAC = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
const ETHERTYPE_ARP = [0x08, 0x06];
/** Ethernet and IPv4, with their lengths; operation 1 is a request. */
const FIXED = [0x00, 0x01, 0x08, 0x00, 6, 4];
const REQUEST = [0x00, 0x01];
const FRAME_BYTES = 42;

export interface GratuitousArp {
  /** 6 bytes: who has the address from now on. */
  readonly mac: readonly number[];
  readonly address: IpAddress;
}

/**
 * A broadcast request in which sender and target are the address itself; the target hardware address, which a request
 * leaves undefined, is broadcast too. Throws RangeError for a MAC that is not 6 bytes or an address that is not IPv4.
 */
export function encodeGratuitousArp(arp: GratuitousArp): Uint8Array {
  if (arp.mac.length !== 6) throw new RangeError(`a MAC of ${arp.mac.length} bytes has no ARP`);
  if (arp.address.family !== 4) throw new RangeError("ARP is for IPv4 only");
  const frame = new Uint8Array(FRAME_BYTES);
  frame.set(BROADCAST_MAC, 0);
  frame.set(arp.mac, 6);
  frame.set(ETHERTYPE_ARP, 12);
  frame.set(FIXED, 14);
  frame.set(REQUEST, 20);
  frame.set(arp.mac, 22);
  frame.set(arp.address.bytes, 28);
  frame.set(BROADCAST_MAC, 32);
  frame.set(arp.address.bytes, 38);
  return frame;
}

/** Reads a frame of that kind, padding allowed; undefined for every other frame. */
export function decodeGratuitousArp(frame: Uint8Array): GratuitousArp | undefined {
  if (frame.length < FRAME_BYTES || frame[12] !== ETHERTYPE_ARP[0] || frame[13] !== ETHERTYPE_ARP[1])
    return undefined;
  const mac = octets(frame, 22, 28);
  const address: IpAddress = { family: 4, bytes: octets(frame, 28, 32) };
  const expected = encodeGratuitousArp({ mac, address });
  return expected.every((byte, index) => byte === frame[index]) ? { mac, address } : undefined;
}
