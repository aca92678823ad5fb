/** The netlink message header (linux/netlink.h, struct nlmsghdr) and the cutting of datagrams into messages. */
import { hostU16, hostU32 } from "./byte-order.ts";
import type { Decoded } from "./decoded.ts";

export const headerBytes = 16;

/** Message types below this one belong to netlink itself. */
export const NLMSG_MIN_TYPE = 16;
export const NLMSG_NOOP = 1;
export const NLMSG_ERROR = 2;
export const NLMSG_DONE = 3;

export const NLM_F_REQUEST = 0x1;
export const NLM_F_ACK = 0x4;
/** On a dump's messages: the table changed meanwhile, the dump is not one consistent picture. */
export const NLM_F_DUMP_INTR = 0x10;
/** On requests: NLM_F_ROOT | NLM_F_MATCH. */
export const NLM_F_DUMP = 0x300;
export const NLM_F_EXCL = 0x200;
export const NLM_F_CREATE = 0x400;
/** On NLMSG_ERROR: the refused request is not repeated behind the header. */
export const NLM_F_CAPPED = 0x100;
/** On NLMSG_ERROR and NLMSG_DONE: extended ACK attributes follow. */
export const NLM_F_ACK_TLVS = 0x200;

export interface NetlinkMessage {
  readonly type: number;
  readonly flags: number;
  readonly sequence: number;
  /** What follows the header; shares memory with the datagram. */
  readonly payload: Uint8Array;
}

/** Rounds up to the 4-byte alignment of messages and attributes. */
export function aligned(length: number): number {
  return (length + 3) & ~3;
}

/** A DataView over exactly these bytes. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** All messages of one datagram, NLMSG_NOOP left out. */
export function parseMessages(datagram: Uint8Array): Decoded<readonly NetlinkMessage[]> {
  const messages: NetlinkMessage[] = [];
  for (let offset = 0; offset < datagram.length; ) {
    if (datagram.length - offset < headerBytes) {
      return { reason: `${datagram.length - offset} bytes are too few for a message header` };
    }
    const length = hostU32(datagram, offset);
    if (length < headerBytes || length > datagram.length - offset) {
      return { reason: `message length ${length} with ${datagram.length - offset} bytes left` };
    }
    const type = hostU16(datagram, offset + 4);
    if (type !== NLMSG_NOOP) {
      messages.push({
        type,
        flags: hostU16(datagram, offset + 6),
        sequence: hostU32(datagram, offset + 8),
        payload: datagram.subarray(offset + headerBytes, offset + length),
      });
    }
    offset += aligned(length);
  }
  return { value: messages };
}

/**
 * Goes through the messages of one datagram without an object for each: `visit` gets the bounds of a payload. False where the
 * datagram is not made of messages; those before the fault have been visited.
 */
export function visitMessages(
  datagram: Uint8Array,
  visit: (type: number, flags: number, sequence: number, start: number, end: number) => void,
): boolean {
  for (let offset = 0; offset < datagram.length; ) {
    if (datagram.length - offset < headerBytes) return false;
    const length = hostU32(datagram, offset);
    if (length < headerBytes || length > datagram.length - offset) return false;
    const type = hostU16(datagram, offset + 4);
    const flags = hostU16(datagram, offset + 6);
    visit(type, flags, hostU32(datagram, offset + 8), offset + headerBytes, offset + length);
    offset += aligned(length);
  }
  return true;
}
