/** rtnetlink's routes, as far as the default route goes: RTM_GETROUTE (struct rtmsg, linux/rtnetlink.h). */
import type { DefaultRoute } from "../ports/routes.ts";
import type { IpAddress, IpFamily } from "../values/address.ts";
import { ipFamily } from "./address-family.ts";
import { type Attributes, parseAttributes, readBytes, readU32 } from "./attribute.ts";
import { hostU16 } from "./byte-order.ts";
import type { Decoded } from "./decoded.ts";
import { aligned } from "./message.ts";
import type { MessageWriter } from "./writer.ts";

export const RTM_GETROUTE = 26;

const infoBytes = 12;
const RTA_GATEWAY = 5;
const RTA_PRIORITY = 6;
const RTA_MULTIPATH = 9;
const RTA_TABLE = 15;
const RTA_VIA = 18;
const RT_TABLE_MAIN = 254;
const RTN_UNICAST = 1;
const nextHopBytes = 8;

/** The rest of an RTM_GETROUTE request for all routes of both families. */
export function writeRouteDump(writer: MessageWriter): void {
  for (let i = 0; i < infoBytes; i += 4) writer.u32(0);
}

/** undefined: another route than a default route of the main table. */
export function decodeDefaultRoute(payload: Uint8Array): Decoded<DefaultRoute> | undefined {
  if (payload.length < infoBytes) return { reason: `route message of ${payload.length} bytes` };
  const family = ipFamily(payload[0]);
  const prefixLength = payload[1];
  if (family === undefined || prefixLength !== 0 || payload[7] !== RTN_UNICAST) return undefined;
  const attributes = parseAttributes(payload.subarray(infoBytes));
  if ("reason" in attributes) return attributes;
  if ((readU32(attributes.value, RTA_TABLE) ?? payload[4]) !== RT_TABLE_MAIN) return undefined;
  return {
    value: {
      family,
      metric: readU32(attributes.value, RTA_PRIORITY) ?? 0,
      gateways: [...gateway(attributes.value, family), ...nextHops(attributes.value, family)],
    },
  };
}

function gateway(attributes: Attributes, family: IpFamily): IpAddress[] {
  const bytes = readBytes(attributes, RTA_GATEWAY, family === 4 ? 4 : 16);
  if (bytes !== undefined) return [{ family, bytes }];
  // struct rtvia: a gateway of the other family.
  const via = attributes.get(RTA_VIA);
  const viaFamily = via === undefined || via.length < 2 ? undefined : ipFamily(hostU16(via, 0));
  if (via === undefined || viaFamily === undefined || via.length - 2 < (viaFamily === 4 ? 4 : 16)) return [];
  return [{ family: viaFamily, bytes: [...via.subarray(2, 2 + (viaFamily === 4 ? 4 : 16))] }];
}

/** struct rtnexthop one behind the other, each with attributes of its own. */
function nextHops(attributes: Attributes, family: IpFamily): IpAddress[] {
  const bytes = attributes.get(RTA_MULTIPATH);
  const found: IpAddress[] = [];
  for (let at = 0; bytes !== undefined && bytes.length - at >= nextHopBytes; ) {
    const length = hostU16(bytes, at);
    if (length < nextHopBytes || length > bytes.length - at) break;
    const own = parseAttributes(bytes.subarray(at + nextHopBytes, at + length));
    if ("value" in own) found.push(...gateway(own.value, family));
    at += aligned(length);
  }
  return found;
}
