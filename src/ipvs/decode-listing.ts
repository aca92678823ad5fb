/** The kernel's IPVS messages as services and servers of a listing. */
import { ipFamily } from "../netlink/address-family.ts";
import { type AttributeSource, type Attributes, readBytes } from "../netlink/attribute.ts";
import { AttributeScanner } from "../netlink/attribute-scanner.ts";
import type { Decoded } from "../netlink/decoded.ts";
import { genericHeaderBytes } from "../netlink/generic.ts";
import type { IpFamily } from "../values/address.ts";
import {
  commandAttributes,
  destinationAttributes as dest,
  statsAttributes as stats,
  serviceAttributes as svc,
} from "./attributes.ts";
import { decodeKey, inside } from "./decode.ts";
import type { IpvsCounters, ListedServer, ListedService } from "./listing.ts";

/** Behind the other flags: the kernel has the service in its hash. */
const IP_VS_SVC_F_HASHED = 0x2;
/** IP_VS_CONN_F_FWD_MASK: above it stand flags of connections. */
const forwardingMask = 7;
const maskBytes = 4;

/** Reads the payload of an answer to IPVS_CMD_GET_SERVICE. */
export function decodeListedService(
  payload: Uint8Array,
  withCounters: boolean,
): Decoded<Omit<ListedService, "servers">> {
  const service = inside(payload, "SERVICE");
  if ("reason" in service) return service;
  const attributes = service.value;
  const key = decodeKey(attributes);
  if ("reason" in key) return key;
  const scheduler = svc.SCHED_NAME.get(attributes);
  const flags = svc.FLAGS.get(attributes);
  const timeoutS = svc.TIMEOUT.get(attributes);
  const netmask = decodeNetmask(attributes);
  if (scheduler === undefined || flags === undefined || timeoutS === undefined || netmask === undefined) {
    return { reason: "service without scheduler, flags, timeout or netmask" };
  }
  const persistenceEngine = svc.PE_NAME.get(attributes);
  return {
    value: {
      key: key.value,
      scheduler,
      flags: flags & ~IP_VS_SVC_F_HASHED,
      timeoutS,
      netmask,
      ...(persistenceEngine === undefined ? {} : { persistenceEngine }),
      ...(withCounters ? { counters: decodeCounters(attributes, svc) } : {}),
    },
  };
}

/** IPv4: the mask as it lies in memory; IPv6: a length in the host's order. */
function decodeNetmask(attributes: Attributes): readonly number[] | number | undefined {
  if (ipFamily(svc.AF.get(attributes)) === 6) return svc.NETMASK.get(attributes);
  const at = attributes.find(svc.NETMASK.number, maskBytes);
  return at === undefined ? undefined : [...attributes.bytes.subarray(at, at + maskBytes)];
}

const outer = new AttributeScanner();
const inner = new AttributeScanner();

/**
 * Reads an answer to IPVS_CMD_GET_DEST about a service of `serviceFamily`; its payload lies from `start` to `end`. undefined
 * where it is no server, or one without address, port, forwarding method or weight.
 */
export function decodeListedServer(
  bytes: Uint8Array,
  start: number,
  end: number,
  serviceFamily: IpFamily,
  withCounters: boolean,
): ListedServer | undefined {
  if (!outer.scan(bytes, start + genericHeaderBytes, end)) return undefined;
  if (!inner.scanInside(outer, commandAttributes.DEST.number)) return undefined;
  // Kernels before 3.18 give no family: a server has its service's.
  const family = ipFamily(dest.ADDR_FAMILY.get(inner)) ?? serviceFamily;
  const address = readBytes(inner, dest.ADDR.number, family === 4 ? 4 : 16);
  const port = dest.PORT.get(inner);
  const method = dest.FWD_METHOD.get(inner);
  const weight = dest.WEIGHT.get(inner);
  if (address === undefined || port === undefined || method === undefined || weight === undefined) {
    return undefined;
  }
  const server: ListedServer = {
    address: { family, bytes: address },
    port,
    method: method & forwardingMask,
    tunnelType: dest.TUN_TYPE.get(inner) ?? 0,
    tunnelPort: dest.TUN_PORT.get(inner) ?? 0,
    tunnelFlags: dest.TUN_FLAGS.get(inner) ?? 0,
    weight,
    upperThreshold: dest.U_THRESH.get(inner) ?? 0,
    lowerThreshold: dest.L_THRESH.get(inner) ?? 0,
    activeConnections: dest.ACTIVE_CONNS.get(inner) ?? 0,
    inactiveConnections: dest.INACT_CONNS.get(inner) ?? 0,
    persistentConnections: dest.PERSIST_CONNS.get(inner) ?? 0,
  };
  return withCounters ? { ...server, counters: decodeCounters(inner, dest) } : server;
}

/** Kernels before 4.1 have the 32-bit ones only. */
function decodeCounters(
  attributes: AttributeSource,
  { STATS64, STATS }: typeof svc | typeof dest,
): IpvsCounters {
  const counters = STATS64.get(attributes) ?? STATS.get(attributes);
  const count = (row: (typeof stats)[keyof typeof stats]) =>
    (counters === undefined ? undefined : row.get(counters)) ?? 0n;
  return {
    connections: count(stats.CONNS),
    inPackets: count(stats.INPKTS),
    outPackets: count(stats.OUTPKTS),
    inBytes: count(stats.INBYTES),
    outBytes: count(stats.OUTBYTES),
    connectionsPerS: count(stats.CPS),
    inPacketsPerS: count(stats.INPPS),
    outPacketsPerS: count(stats.OUTPPS),
    inBytesPerS: count(stats.INBPS),
    outBytesPerS: count(stats.OUTBPS),
  };
}
