/** Unsolicited neighbour advertisements (RFC 4861 7.2.6) as whole Ethernet frames, in the form that keepalived sends. */
import type { IpAddress } from "../values/address.ts";
import { internetChecksum } from "./checksum.ts";
import { octets } from "./octets.ts";

/** The address of all nodes on the link, and the Ethernet group that it maps to (RFC 2464 7). */
const ALL_NODES = [0xff, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x01];
const ALL_NODES_MAC = [0x33, 0x33, 0, 0, 0, 0x01];
const ETHERTYPE_IPV6 = [0x86, 0xdd];
const VERSION = 0x60;
const ICMPV6 = 58;
/** A receiver believes no other: no router can have passed it on (RFC 4861 7.1.2). */
const HOP_LIMIT = 255;
const NEIGHBOR_ADVERTISEMENT = 136;
const ROUTER_FLAG = 0x80;
/** What neighbours remember is replaced. */
const OVERRIDE_FLAG = 0x20;
/** Target link-layer address, in units of 8 bytes. */
const TARGET_LINK_LAYER_ADDRESS = [2, 1];

const ETHERNET_BYTES = 14;
const IPV6_BYTES = 40;
const ICMP_AT = ETHERNET_BYTES + IPV6_BYTES;
const ICMP_BYTES = 32;
const FRAME_BYTES = ICMP_AT + ICMP_BYTES;

export interface NeighborAdvertisement {
  /** 6 bytes: who has the address from now on. */
  readonly mac: readonly number[];
  readonly address: IpAddress;
  /** Whether the sender forwards packets: a router that said otherwise would be dropped from its neighbours' routes. */
  readonly isRouter: boolean;
}

/** To all nodes, from the address itself. Throws RangeError for a MAC that is not 6 bytes or an address that is not IPv6. */
export function encodeNeighborAdvertisement(advertisement: NeighborAdvertisement): Uint8Array {
  const { mac, address, isRouter } = advertisement;
  if (mac.length !== 6) throw new RangeError(`a MAC of ${mac.length} bytes has no neighbour advertisement`);
  if (address.family !== 6) throw new RangeError("neighbour advertisements are for IPv6 only");
  const frame = new Uint8Array(FRAME_BYTES);
  frame.set(ALL_NODES_MAC, 0);
  frame.set(mac, 6);
  frame.set(ETHERTYPE_IPV6, 12);
  frame.set([VERSION, 0, 0, 0, 0, ICMP_BYTES, ICMPV6, HOP_LIMIT], ETHERNET_BYTES);
  frame.set(address.bytes, ETHERNET_BYTES + 8);
  frame.set(ALL_NODES, ETHERNET_BYTES + 24);
  frame.set([NEIGHBOR_ADVERTISEMENT, 0, 0, 0, OVERRIDE_FLAG | (isRouter ? ROUTER_FLAG : 0)], ICMP_AT);
  frame.set(address.bytes, ICMP_AT + 8);
  frame.set(TARGET_LINK_LAYER_ADDRESS, ICMP_AT + 24);
  frame.set(mac, ICMP_AT + 26);
  const checksum = internetChecksum(checksummed(frame));
  frame.set([checksum >> 8, checksum & 0xff], ICMP_AT + 2);
  return frame;
}

/** The pseudo header (RFC 8200 8.1) before the message. */
function checksummed(frame: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(IPV6_BYTES + ICMP_BYTES);
  bytes.set(frame.subarray(ETHERNET_BYTES + 8, ICMP_AT), 0);
  bytes.set([0, 0, 0, ICMP_BYTES, 0, 0, 0, ICMPV6], 32);
  bytes.set(frame.subarray(ICMP_AT), IPV6_BYTES);
  return bytes;
}

/** Reads a frame of that kind, padding allowed; undefined for every other frame. */
export function decodeNeighborAdvertisement(frame: Uint8Array): NeighborAdvertisement | undefined {
  if (frame.length < FRAME_BYTES || frame[12] !== ETHERTYPE_IPV6[0] || frame[13] !== ETHERTYPE_IPV6[1])
    return undefined;
  const address: IpAddress = { family: 6, bytes: octets(frame, ICMP_AT + 8, ICMP_AT + 24) };
  const mac = octets(frame, ICMP_AT + 26, FRAME_BYTES);
  const isRouter = ((frame[ICMP_AT + 4] ?? 0) & ROUTER_FLAG) !== 0;
  const expected = encodeNeighborAdvertisement({ mac, address, isRouter });
  return expected.every((byte, index) => byte === frame[index]) ? { mac, address, isRouter } : undefined;
}
