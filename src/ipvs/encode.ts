/** IPVS commands and questions as generic netlink messages. */
import type { VirtualServerKey } from "../config/model.ts";
import { addressFamily } from "../netlink/address-family.ts";
import { littleEndian } from "../netlink/byte-order.ts";
import { writeGenericHeader } from "../netlink/generic.ts";
import { NLM_F_REQUEST, viewOf } from "../netlink/message.ts";
import type { MessageWriter } from "../netlink/writer.ts";
import type { IpFamily } from "../values/address.ts";
import { assertNever } from "../values/assert-never.ts";
import { commandAttributes, destinationAttributes as dest, serviceAttributes as svc } from "./attributes.ts";
import { forwardingNumbers } from "./forwarding.ts";
import type { IpvsCommand, IpvsDestination, IpvsServiceSettings } from "./table.ts";

export const IPVS_CMD_NEW_SERVICE = 1;
export const IPVS_CMD_SET_SERVICE = 2;
export const IPVS_CMD_DEL_SERVICE = 3;
export const IPVS_CMD_GET_SERVICE = 4;
export const IPVS_CMD_NEW_DEST = 5;
export const IPVS_CMD_SET_DEST = 6;
export const IPVS_CMD_DEL_DEST = 7;
export const IPVS_CMD_GET_DEST = 8;
export const IPVS_CMD_GET_INFO = 15;
export const IPVS_CMD_ZERO = 16;
export const IPVS_CMD_FLUSH = 17;

const genericVersion = 1;
export const IP_VS_SVC_F_PERSISTENT = 0x1;
export const IP_VS_SVC_F_HASHED = 0x2;
const allOnes = 0xffff_ffff;

export const protocolNumbers = { TCP: 6, UDP: 17, SCTP: 132 } as const;

const commandNumbers = {
  "add-service": IPVS_CMD_NEW_SERVICE,
  "edit-service": IPVS_CMD_SET_SERVICE,
  "delete-service": IPVS_CMD_DEL_SERVICE,
  "add-destination": IPVS_CMD_NEW_DEST,
  "edit-destination": IPVS_CMD_SET_DEST,
  "delete-destination": IPVS_CMD_DEL_DEST,
} as const satisfies Record<IpvsCommand["kind"], number>;

/** One whole message; `family` is the number that the kernel gave generic netlink family IPVS. */
export function writeCommand(writer: MessageWriter, family: number, command: IpvsCommand): void {
  writer.begin(family, NLM_F_REQUEST);
  writeGenericHeader(writer, commandNumbers[command.kind], genericVersion);
  switch (command.kind) {
    case "add-service":
    case "edit-service":
      commandAttributes.SERVICE.put(writer, () => {
        writeKey(writer, command.service.key);
        writeSettings(writer, command.service);
      });
      break;
    case "delete-service":
      commandAttributes.SERVICE.put(writer, () => writeKey(writer, command.key));
      break;
    case "add-destination":
    case "edit-destination":
      commandAttributes.SERVICE.put(writer, () => writeKey(writer, command.key));
      commandAttributes.DEST.put(writer, () => {
        writeEndpoint(writer, command.destination);
        writeForwarding(writer, command.destination);
      });
      break;
    case "delete-destination":
      commandAttributes.SERVICE.put(writer, () => writeKey(writer, command.key));
      commandAttributes.DEST.put(writer, () => writeEndpoint(writer, command.destination));
      break;
    default:
      assertNever(command);
  }
  writer.end();
}

/** One whole message that asks for version and hash size. */
export function writeGetInfo(writer: MessageWriter, family: number): void {
  writer.begin(family, NLM_F_REQUEST);
  writeGenericHeader(writer, IPVS_CMD_GET_INFO, genericVersion);
  writer.end();
}

/** One whole message that removes every service. */
export function writeFlush(writer: MessageWriter, family: number): void {
  writer.begin(family, NLM_F_REQUEST);
  writeGenericHeader(writer, IPVS_CMD_FLUSH, genericVersion);
  writer.end();
}

/** One whole message that sets the counters of a service and its servers to 0; without a key, those of all services. */
export function writeZero(writer: MessageWriter, family: number, key: VirtualServerKey | undefined): void {
  writer.begin(family, NLM_F_REQUEST);
  writeGenericHeader(writer, IPVS_CMD_ZERO, genericVersion);
  if (key !== undefined) commandAttributes.SERVICE.put(writer, () => writeKey(writer, key));
  writer.end();
}

/** One whole message that asks for one service; refused with ESRCH when there is none. */
export function writeGetService(writer: MessageWriter, family: number, key: VirtualServerKey): void {
  writer.begin(family, NLM_F_REQUEST);
  writeGenericHeader(writer, IPVS_CMD_GET_SERVICE, genericVersion);
  commandAttributes.SERVICE.put(writer, () => writeKey(writer, key));
  writer.end();
}

/** The rest of a dump request for all services. */
export function writeServiceDump(writer: MessageWriter): void {
  writeGenericHeader(writer, IPVS_CMD_GET_SERVICE, genericVersion);
}

/** The rest of a dump request for the servers of one service. */
export function writeDestinationDump(writer: MessageWriter, key: VirtualServerKey): void {
  writeGenericHeader(writer, IPVS_CMD_GET_DEST, genericVersion);
  commandAttributes.SERVICE.put(writer, () => writeKey(writer, key));
}

function writeKey(writer: MessageWriter, key: VirtualServerKey): void {
  switch (key.kind) {
    case "address":
      svc.AF.put(writer, addressFamily(key.address.family));
      svc.PROTOCOL.put(writer, protocolNumbers[key.protocol]);
      svc.ADDR.put(writer, key.address.bytes);
      svc.PORT.put(writer, key.port);
      return;
    case "fwmark":
      svc.AF.put(writer, addressFamily(key.family));
      svc.FWMARK.put(writer, key.mark);
      return;
    default:
      assertNever(key);
  }
}

/** The kernel requires all of these, in an edit too. */
function writeSettings(writer: MessageWriter, service: IpvsServiceSettings): void {
  const family = service.key.kind === "fwmark" ? service.key.family : service.key.address.family;
  svc.SCHED_NAME.put(writer, service.scheduler);
  if (service.persistenceEngine !== undefined) svc.PE_NAME.put(writer, service.persistenceEngine);
  svc.FLAGS.put(writer, serviceFlags(service));
  svc.TIMEOUT.put(writer, service.persistenceTimeoutS);
  svc.NETMASK.put(writer, service.persistenceMask ?? netmaskBytes(family, service.persistencePrefixLength));
}

/** IP_VS_SVC_F_* as the kernel takes them. */
export function serviceFlags({ flags = 0, persistenceTimeoutS }: IpvsServiceSettings): number {
  return persistenceTimeoutS > 0 ? flags | IP_VS_SVC_F_PERSISTENT : flags;
}

function netmaskBytes(family: IpFamily, prefixLength: number | undefined): Uint8Array {
  const bytes = new Uint8Array(4);
  const length = prefixLength ?? (family === 4 ? 32 : 128);
  if (family === 6) viewOf(bytes).setUint32(0, length, littleEndian);
  else viewOf(bytes).setUint32(0, length === 0 ? 0 : allOnes << (32 - length), false);
  return bytes;
}

function writeEndpoint(writer: MessageWriter, destination: Pick<IpvsDestination, "address" | "port">): void {
  dest.ADDR_FAMILY.put(writer, addressFamily(destination.address.family));
  dest.ADDR.put(writer, destination.address.bytes);
  dest.PORT.put(writer, destination.port);
}

/** Method, weight and both thresholds are required; kernels before 5.2 know no tunnel type, so only TUN names one. */
function writeForwarding(writer: MessageWriter, destination: IpvsDestination): void {
  const numbers = forwardingNumbers(destination.forwarding);
  dest.FWD_METHOD.put(writer, numbers.method);
  dest.WEIGHT.put(writer, destination.weight);
  if (destination.forwarding.method === "TUN") {
    dest.TUN_TYPE.put(writer, numbers.tunnelType);
    dest.TUN_PORT.put(writer, numbers.tunnelPort);
    dest.TUN_FLAGS.put(writer, numbers.tunnelFlags);
  }
  dest.U_THRESH.put(writer, destination.upperThreshold ?? 0);
  dest.L_THRESH.put(writer, destination.lowerThreshold ?? 0);
}
