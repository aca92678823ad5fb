/** rtnetlink's addresses: RTM_NEWADDR and RTM_DELADDR (struct ifaddrmsg, linux/if_addr.h). */
import type { AddressRequest, InterfaceAddress } from "../ports/routing.ts";
import { addressFamily, ipFamily } from "./address-family.ts";
import { parseAttributes, readU8, readU32 } from "./attribute.ts";
import { littleEndian } from "./byte-order.ts";
import type { Decoded } from "./decoded.ts";
import { NLM_F_CREATE, NLM_F_EXCL, NLM_F_REQUEST, viewOf } from "./message.ts";
import type { MessageWriter } from "./writer.ts";

export const RTM_NEWADDR = 20;
export const RTM_DELADDR = 21;
export const RTM_GETADDR = 22;

/** IFA_PROTO of an address that a VRRP daemon added: the number of RTPROT_KEEPALIVED in linux/rtnetlink.h. */
export const vrrpAddressProtocol = 18;

const infoBytes = 8;
const IFA_ADDRESS = 1;
const IFA_LOCAL = 2;
const IFA_LABEL = 3;
const IFA_BROADCAST = 4;
const IFA_CACHEINFO = 6;
const IFA_FLAGS = 8;
const IFA_PROTO = 11;
const IFA_F_SECONDARY = 0x01;
const IFA_F_NODAD = 0x02;
const forever = 0xffff_ffff;

/** The rest of an RTM_GETADDR request for all addresses of both families. */
export function writeAddressDump(writer: MessageWriter): void {
  for (let i = 0; i < infoBytes; i += 4) writer.u32(0);
}

/** Refused with EEXIST when the interface has this address already. */
export function writeAddAddress(writer: MessageWriter, request: AddressRequest): void {
  const flags = request.address.family === 6 ? IFA_F_NODAD : 0;
  writer.begin(RTM_NEWADDR, NLM_F_REQUEST | NLM_F_CREATE | NLM_F_EXCL);
  writeAddressInfo(writer, request, flags);
  if (request.broadcast !== undefined) writer.attributeBytes(IFA_BROADCAST, request.broadcast.bytes);
  // A virtual address that is its own prefix must not become the source of the router's own packets.
  if (request.address.family === 6 && request.prefixLength === 128) writeDeprecated(writer);
  // Kernels before 5.18 skip an attribute they do not know.
  writer.attributeU8(IFA_PROTO, vrrpAddressProtocol);
  writer.end();
}

/** Refused with EADDRNOTAVAIL when the interface has no such address. */
export function writeRemoveAddress(writer: MessageWriter, request: AddressRequest): void {
  writer.begin(RTM_DELADDR, NLM_F_REQUEST);
  writeAddressInfo(writer, request, 0);
  writer.end();
}

function writeAddressInfo(writer: MessageWriter, request: AddressRequest, flags: number): void {
  writer.u8(addressFamily(request.address.family));
  writer.u8(request.prefixLength);
  writer.u8(flags);
  writer.u8(request.scope);
  writer.u32(request.interfaceIndex);
  writer.attributeBytes(IFA_LOCAL, request.address.bytes);
  writer.attributeBytes(IFA_ADDRESS, request.address.bytes);
  if (request.label !== undefined) writer.attributeText(IFA_LABEL, request.label);
}

/** struct ifa_cacheinfo: preferred for no time, valid for ever. */
function writeDeprecated(writer: MessageWriter): void {
  const bytes = new Uint8Array(16);
  viewOf(bytes).setUint32(4, forever, littleEndian);
  writer.attributeBytes(IFA_CACHEINFO, bytes);
}

/** undefined: an address of another family than IPv4 and IPv6. */
export function decodeInterfaceAddress(payload: Uint8Array): Decoded<InterfaceAddress> | undefined {
  if (payload.length < infoBytes) return { reason: `address message of ${payload.length} bytes` };
  const view = viewOf(payload);
  const family = ipFamily(view.getUint8(0));
  if (family === undefined) return undefined;
  const attributes = parseAttributes(payload.subarray(infoBytes));
  if ("reason" in attributes) return attributes;
  // On point-to-point links IFA_ADDRESS is the peer; IFA_LOCAL, where there is one, is the interface's own.
  const bytes = attributes.value.get(IFA_LOCAL) ?? attributes.value.get(IFA_ADDRESS);
  if (bytes === undefined || bytes.length !== (family === 4 ? 4 : 16)) {
    return { reason: `IPv${family} address of ${bytes?.length ?? 0} bytes` };
  }
  const protocol = readU8(attributes.value, IFA_PROTO);
  const flags = readU32(attributes.value, IFA_FLAGS) ?? view.getUint8(2);
  return {
    value: {
      interfaceIndex: view.getUint32(4, littleEndian),
      address: { family, bytes: [...bytes] },
      prefixLength: view.getUint8(1),
      scope: view.getUint8(3),
      secondary: (flags & IFA_F_SECONDARY) !== 0,
      ...(protocol === undefined ? {} : { protocol }),
    },
  };
}
