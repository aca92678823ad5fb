/** The kernel's IPVS messages as services, servers and version. */
import type { Protocol, VirtualServerKey } from "../config/model.ts";
import { ipFamily } from "../netlink/address-family.ts";
import { type AttributeSource, type Attributes, parseAttributes, readBytes } from "../netlink/attribute.ts";
import type { Decoded } from "../netlink/decoded.ts";
import { genericHeaderBytes } from "../netlink/generic.ts";
import type { IpAddress, IpFamily } from "../values/address.ts";
import {
  commandAttributes,
  destinationAttributes as dest,
  infoAttributes,
  serviceAttributes as svc,
} from "./attributes.ts";
import { IP_VS_SVC_F_HASHED, IP_VS_SVC_F_PERSISTENT, protocolNumbers } from "./encode.ts";
import { forwardingOf } from "./forwarding.ts";
import { persistenceOfMask } from "./netmask.ts";
import type { IpvsDestination, IpvsServiceSettings } from "./table.ts";

const ipv4MaskBytes = 4;
const ipv6Bits = 128;

export interface IpvsInfo {
  /** As `1.2.1`. */
  readonly version: string;
  /** Buckets of the connection table. */
  readonly connectionTableSize: number;
}

/** Reads the payload of an answer to IPVS_CMD_GET_SERVICE. */
export function decodeService(payload: Uint8Array): Decoded<IpvsServiceSettings> {
  const attributes = inside(payload, "SERVICE");
  if ("reason" in attributes) return attributes;
  const key = decodeKey(attributes.value);
  if ("reason" in key) return key;
  const scheduler = svc.SCHED_NAME.get(attributes.value);
  const kernelFlags = svc.FLAGS.get(attributes.value);
  const timeout = svc.TIMEOUT.get(attributes.value);
  if (scheduler === undefined || kernelFlags === undefined || timeout === undefined) {
    return { reason: "service without scheduler, flags or timeout" };
  }
  const persistent = (kernelFlags & IP_VS_SVC_F_PERSISTENT) !== 0 && timeout > 0;
  // Persistence of 0 s stays visible as the bare flag: it is not what a service without persistence has.
  const flags =
    kernelFlags & ~(persistent ? IP_VS_SVC_F_PERSISTENT | IP_VS_SVC_F_HASHED : IP_VS_SVC_F_HASHED);
  const persistenceEngine = svc.PE_NAME.get(attributes.value);
  return {
    value: {
      key: key.value,
      scheduler,
      persistenceTimeoutS: persistent ? timeout : 0,
      ...decodeNetmask(attributes.value),
      ...(flags === 0 ? {} : { flags }),
      ...(persistenceEngine === undefined ? {} : { persistenceEngine }),
    },
  };
}

/** What names a service, from inside its attribute. */
export function decodeKey(attributes: AttributeSource): Decoded<VirtualServerKey> {
  const family = ipFamily(svc.AF.get(attributes));
  if (family === undefined) return { reason: `service of address family ${svc.AF.get(attributes)}` };
  const mark = svc.FWMARK.get(attributes);
  if (mark !== undefined) return { value: { kind: "fwmark", mark, family } };
  const protocol = protocolOf(svc.PROTOCOL.get(attributes));
  const address = decodeAddress(family, svc.ADDR.get(attributes));
  const port = svc.PORT.get(attributes);
  if (protocol === undefined) return { reason: `service of protocol ${svc.PROTOCOL.get(attributes)}` };
  if (address === undefined || port === undefined) return { reason: "service without address or port" };
  return { value: { kind: "address", address, port, protocol } };
}

function protocolOf(number: number | undefined): Protocol | undefined {
  switch (number) {
    case protocolNumbers.TCP:
      return "TCP";
    case protocolNumbers.UDP:
      return "UDP";
    case protocolNumbers.SCTP:
      return "SCTP";
    default:
      return undefined;
  }
}

/** Empty where every address counts for itself. */
function decodeNetmask(
  attributes: Attributes,
): Pick<IpvsServiceSettings, "persistencePrefixLength" | "persistenceMask"> {
  if (ipFamily(svc.AF.get(attributes)) === 6) {
    const length = svc.NETMASK.get(attributes) ?? ipv6Bits;
    return length === ipv6Bits ? {} : { persistencePrefixLength: length };
  }
  const mask = readBytes(attributes, svc.NETMASK.number, ipv4MaskBytes);
  return mask === undefined ? {} : persistenceOfMask(mask);
}

/** Reads the payload of an answer to IPVS_CMD_GET_DEST about a service of `serviceFamily`. */
export function decodeDestination(payload: Uint8Array, serviceFamily: IpFamily): Decoded<IpvsDestination> {
  const attributes = inside(payload, "DEST");
  if ("reason" in attributes) return attributes;
  // Kernels before 3.18 give no family: a server has its service's.
  const family = ipFamily(dest.ADDR_FAMILY.get(attributes.value)) ?? serviceFamily;
  const address = decodeAddress(family, dest.ADDR.get(attributes.value));
  const port = dest.PORT.get(attributes.value);
  const method = dest.FWD_METHOD.get(attributes.value);
  const weight = dest.WEIGHT.get(attributes.value);
  if (address === undefined || port === undefined || method === undefined || weight === undefined) {
    return { reason: "server without address, port, forwarding method or weight" };
  }
  const forwarding = forwardingOf({
    method,
    tunnelType: dest.TUN_TYPE.get(attributes.value) ?? 0,
    tunnelPort: dest.TUN_PORT.get(attributes.value) ?? 0,
    tunnelFlags: dest.TUN_FLAGS.get(attributes.value) ?? 0,
  });
  const upperThreshold = dest.U_THRESH.get(attributes.value) ?? 0;
  const lowerThreshold = dest.L_THRESH.get(attributes.value) ?? 0;
  return {
    value: {
      address,
      port,
      forwarding,
      weight,
      ...(upperThreshold === 0 ? {} : { upperThreshold }),
      ...(lowerThreshold === 0 ? {} : { lowerThreshold }),
    },
  };
}

/** `field` is the whole union nf_inet_addr. */
function decodeAddress(family: IpFamily, field: readonly number[] | undefined): IpAddress | undefined {
  return field === undefined ? undefined : { family, bytes: family === 4 ? field.slice(0, 4) : field };
}

/** Reads the payload of the answer to IPVS_CMD_GET_INFO. */
export function decodeInfo(payload: Uint8Array): Decoded<IpvsInfo> {
  const attributes = parseAttributes(payload.subarray(genericHeaderBytes));
  if ("reason" in attributes) return attributes;
  const version = infoAttributes.VERSION.get(attributes.value);
  const connectionTableSize = infoAttributes.CONN_TAB_SIZE.get(attributes.value);
  if (version === undefined || connectionTableSize === undefined)
    return { reason: "no version in IPVS info" };
  const text = `${(version >> 16) & 0xff}.${(version >> 8) & 0xff}.${version & 0xff}`;
  return { value: { version: text, connectionTableSize } };
}

/** The attributes of the service or server that a message is about. */
export function inside(payload: Uint8Array, name: "SERVICE" | "DEST"): Decoded<Attributes> {
  const outer = parseAttributes(payload.subarray(genericHeaderBytes));
  if ("reason" in outer) return outer;
  const inner = commandAttributes[name].get(outer.value);
  return inner === undefined ? { reason: `message without a readable ${name} attribute` } : { value: inner };
}
