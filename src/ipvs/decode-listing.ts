/** The kernel's IPVS messages as services and servers of a listing. */
import { ipFamily } from "../netlink/address-family.ts";
import { type AttributeSource, readBytes } from "../netlink/attribute.ts";
import { AttributeScanner } from "../netlink/attribute-scanner.ts";
import { genericHeaderBytes } from "../netlink/generic.ts";
import type { IpFamily } from "../values/address.ts";
import {
  commandAttributes,
  destinationAttributes as dest,
  statsAttributes as stats,
  serviceAttributes as svc,
} from "./attributes.ts";
import { decodeKey } from "./decode.ts";
import type { IpvsCounters, ListedServer, ListedService } from "./listing.ts";

/** Behind the other flags: the kernel has the service in its hash. */
const IP_VS_SVC_F_HASHED = 0x2;
/** IP_VS_CONN_F_FWD_MASK: above it stand flags of connections. */
const forwardingMask = 7;
const maskBytes = 4;

const outer = new AttributeScanner();
const inner = new AttributeScanner();

/**
 * Reads an answer to IPVS_CMD_GET_SERVICE; its payload lies from `start` to `end`. undefined where it is no service, or one of a
 * family or protocol that IPVS has not, or without address, port, scheduler, flags, timeout or netmask.
 */
export function decodeListedService(
  bytes: Uint8Array,
  start: number,
  end: number,
  withCounters: boolean,
): Omit<ListedService, "servers"> | undefined {
  if (!outer.scan(bytes, start + genericHeaderBytes, end)) return undefined;
  if (!inner.scanInside(outer, commandAttributes.SERVICE.number)) return undefined;
  const key = decodeKey(inner);
  const scheduler = svc.SCHED_NAME.get(inner);
  const flags = svc.FLAGS.get(inner);
  const timeoutS = svc.TIMEOUT.get(inner);
  const netmask = decodeNetmask(inner);
  const isWhole =
    scheduler !== undefined && flags !== undefined && timeoutS !== undefined && netmask !== undefined;
  if ("reason" in key || !isWhole) return undefined;
  const persistenceEngine = svc.PE_NAME.get(inner);
  return {
    key: key.value,
    scheduler,
    flags: flags & ~IP_VS_SVC_F_HASHED,
    timeoutS,
    netmask,
    ...(persistenceEngine === undefined ? {} : { persistenceEngine }),
    ...(withCounters ? { counters: decodeCounters(inner, svc) } : {}),
  };
}

/** IPv4: the mask as it lies in memory; IPv6: a length in the host's order. */
function decodeNetmask(attributes: AttributeSource): readonly number[] | number | undefined {
  if (ipFamily(svc.AF.get(attributes)) === 6) return svc.NETMASK.get(attributes);
  return readBytes(attributes, svc.NETMASK.number, maskBytes);
}

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
