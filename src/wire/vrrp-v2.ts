/** The VRRP version 2 advert of RFC 3768 5.1, with the authentication bytes that RFC 2338 defined and RFC 3768 kept. */
import type { IpAddress } from "../values/address.ts";
import { internetChecksum } from "./checksum.ts";
import { octets } from "./octets.ts";

/** IP protocol number of VRRP (RFC 3768 5.2.4). */
export const VRRP_PROTOCOL = 112;
/** The only TTL that proves a packet was not forwarded (RFC 3768 5.2.3). */
export const VRRP_TTL = 255;
/** RFC 3768 5.2.2. */
export const VRRP_GROUP: IpAddress = { family: 4, bytes: [224, 0, 0, 18] };
/** RFC 3768 5.3.2: the only packet type. */
export const VRRP_ADVERTISEMENT = 1;
/** RFC 3768 5.3.6; RFC 2338 5.3.6. */
export const AUTHENTICATION_NONE = 0;
export const AUTHENTICATION_PASS = 1;

const HEADER_BYTES = 8;
const ADDRESS_BYTES = 4;
/** Present with every authentication type, zero where it means nothing (RFC 3768 5.3.10). */
const AUTHENTICATION_BYTES = 8;
/** The count is one byte (RFC 3768 5.3.5). */
export const MAX_ADDRESSES = 255;

export interface VrrpV2Advert {
  readonly virtualRouterId: number;
  /** 0 when the master leaves. */
  readonly priority: number;
  readonly authenticationType: number;
  /** Seconds, 0..255. */
  readonly advertIntervalS: number;
  readonly addresses: readonly IpAddress[];
  /** 8 bytes. */
  readonly authentication: readonly number[];
}

/** The fields as they stand in the packet, judged only so far as was needed to find them. */
export interface DecodedVrrpV2 extends VrrpV2Advert {
  readonly type: number;
  /** Of the bytes that belong to the packet; padding behind them does not count. */
  readonly checksumRight: boolean;
  /** Bytes behind the authentication data. */
  readonly surplusBytes: number;
}

export type VrrpDecodeResult =
  | { readonly kind: "v2"; readonly packet: DecodedVrrpV2 }
  | { readonly kind: "other-version"; readonly version: number }
  | { readonly kind: "short"; readonly neededBytes: number };

/** The VRRP part of an IPv4 packet, checksum filled in. Throws RangeError for more than 255 addresses or no IPv4 address. */
export function encodeVrrpV2(advert: VrrpV2Advert): Uint8Array {
  const { addresses, authentication } = advert;
  if (addresses.length > MAX_ADDRESSES)
    throw new RangeError(`${addresses.length} addresses, VRRP counts to 255`);
  const bytes = new Uint8Array(packetBytes(addresses.length));
  bytes[0] = (2 << 4) | VRRP_ADVERTISEMENT;
  bytes[1] = advert.virtualRouterId;
  bytes[2] = advert.priority;
  bytes[3] = addresses.length;
  bytes[4] = advert.authenticationType;
  bytes[5] = advert.advertIntervalS;
  for (const [index, address] of addresses.entries()) {
    if (address.family !== 4) throw new RangeError("VRRP version 2 carries IPv4 addresses only");
    bytes.set(address.bytes, HEADER_BYTES + index * ADDRESS_BYTES);
  }
  bytes.set(authentication.slice(0, AUTHENTICATION_BYTES), bytes.length - AUTHENTICATION_BYTES);
  const checksum = internetChecksum(bytes);
  bytes[6] = checksum >> 8;
  bytes[7] = checksum & 0xff;
  return bytes;
}

/** Reads the VRRP part of an IPv4 packet; never throws. */
export function decodeVrrpV2(payload: Uint8Array): VrrpDecodeResult {
  if (payload.length < HEADER_BYTES) return { kind: "short", neededBytes: HEADER_BYTES };
  const header = new DataView(payload.buffer, payload.byteOffset, HEADER_BYTES);
  const versionAndType = header.getUint8(0);
  const version = versionAndType >> 4;
  if (version !== 2) return { kind: "other-version", version };
  const length = packetBytes(header.getUint8(3));
  if (payload.length < length) return { kind: "short", neededBytes: length };
  const addresses: IpAddress[] = [];
  for (let at = HEADER_BYTES; at < length - AUTHENTICATION_BYTES; at += ADDRESS_BYTES) {
    addresses.push({ family: 4, bytes: octets(payload, at, at + ADDRESS_BYTES) });
  }
  const packet: DecodedVrrpV2 = {
    type: versionAndType & 0x0f,
    virtualRouterId: header.getUint8(1),
    priority: header.getUint8(2),
    authenticationType: header.getUint8(4),
    advertIntervalS: header.getUint8(5),
    addresses,
    authentication: octets(payload, length - AUTHENTICATION_BYTES, length),
    checksumRight: internetChecksum(payload, length) === 0,
    surplusBytes: payload.length - length,
  };
  return { kind: "v2", packet };
}

/** The VRID of a packet of any version, to find the instance it is for; undefined when it is too short to have one. */
export function peekVirtualRouterId(payload: Uint8Array): number | undefined {
  return payload[1];
}

function packetBytes(addressCount: number): number {
  return HEADER_BYTES + addressCount * ADDRESS_BYTES + AUTHENTICATION_BYTES;
}
