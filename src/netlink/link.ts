/** rtnetlink's links: RTM_NEWLINK and RTM_DELLINK (struct ifinfomsg, linux/if_link.h). */
import type { Link } from "../ports/routing.ts";
import { type Attributes, parseAttributes, readText, readU32 } from "./attribute.ts";
import { littleEndian } from "./byte-order.ts";
import type { Decoded } from "./decoded.ts";
import { NLM_F_REQUEST, viewOf } from "./message.ts";
import type { MessageWriter } from "./writer.ts";

export const RTM_NEWLINK = 16;
export const RTM_DELLINK = 17;
export const RTM_GETLINK = 18;
export const RTM_SETLINK = 19;

const infoBytes = 16;
const IFLA_ADDRESS = 1;
const IFLA_IFNAME = 3;
const IFLA_MTU = 4;
const IFLA_LINKINFO = 18;
const IFLA_INFO_KIND = 1;
const IFF_UP = 0x1;
const IFF_LOOPBACK = 0x8;
const IFF_RUNNING = 0x40;
const IFF_MULTICAST = 0x1000;

/** The rest of an RTM_GETLINK request for all links. */
export function writeLinkDump(writer: MessageWriter): void {
  for (let i = 0; i < infoBytes; i += 4) writer.u32(0);
}

/** Brings a link up or down (IFF_UP) and changes nothing else of it. */
export function writeLinkState(
  writer: MessageWriter,
  request: { readonly index: number; readonly up: boolean },
) {
  writer.begin(RTM_SETLINK, NLM_F_REQUEST);
  writer.u32(0);
  writer.u32(request.index);
  writer.u32(request.up ? IFF_UP : 0);
  writer.u32(IFF_UP);
  writer.end();
}

/**
 * undefined: not about the link itself. A bridge announces its ports as AF_BRIDGE, and RTM_DELLINK of that family says that
 * the port left the bridge, not that it is gone.
 */
export function decodeLink(payload: Uint8Array): Decoded<Link> | undefined {
  if (payload.length < infoBytes) return { reason: `link message of ${payload.length} bytes` };
  if (payload[0] !== 0) return undefined;
  const attributes = parseAttributes(payload.subarray(infoBytes));
  if ("reason" in attributes) return attributes;
  const name = readText(attributes.value, IFLA_IFNAME);
  if (name === undefined) return { reason: "link without a name" };
  const kind = readKind(attributes.value);
  const view = viewOf(payload);
  const flags = view.getUint32(8, littleEndian);
  return {
    value: {
      index: view.getInt32(4, littleEndian),
      name,
      mtu: readU32(attributes.value, IFLA_MTU) ?? 0,
      mac: [...(attributes.value.get(IFLA_ADDRESS) ?? [])],
      up: (flags & IFF_UP) !== 0 && (flags & IFF_RUNNING) !== 0,
      loopback: (flags & IFF_LOOPBACK) !== 0,
      multicast: (flags & IFF_MULTICAST) !== 0,
      ...(kind === undefined ? {} : { kind }),
    },
  };
}

function readKind(attributes: Attributes): string | undefined {
  const bytes = attributes.get(IFLA_LINKINFO);
  const nested = bytes === undefined ? undefined : parseAttributes(bytes);
  return nested === undefined || "reason" in nested ? undefined : readText(nested.value, IFLA_INFO_KIND);
}
