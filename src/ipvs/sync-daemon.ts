/** The kernel's daemons that tell another director of the connections, or learn of its: at most one of each role. */
import { type Attributes, parseAttributes } from "../netlink/attribute.ts";
import type { Decoded } from "../netlink/decoded.ts";
import { genericHeaderBytes, writeGenericHeader } from "../netlink/generic.ts";
import { NLM_F_REQUEST } from "../netlink/message.ts";
import type { MessageWriter } from "../netlink/writer.ts";
import type { IpAddress } from "../values/address.ts";
import { daemonAttributes as attribute, commandAttributes } from "./attributes.ts";

export const IPVS_CMD_NEW_DAEMON = 9;
export const IPVS_CMD_DEL_DAEMON = 10;
export const IPVS_CMD_GET_DAEMON = 11;

const genericVersion = 1;
/** IP_VS_STATE_MASTER and IP_VS_STATE_BACKUP. */
const states = { master: 1, backup: 2 } as const;

export type SyncRole = keyof typeof states;

/** What is absent when one is started the kernel chooses; what it runs with it always tells. */
export interface SyncDaemon {
  readonly role: SyncRole;
  /** The interface that the messages go through. */
  readonly interfaceName: string;
  /** 0..255; a backup with 0 takes the messages of every master. */
  readonly syncid: number;
  /** Bytes of one message without IP and UDP headers; absent: from the interface's MTU. */
  readonly maxLength?: number;
  /** Absent: 224.0.0.81. */
  readonly group?: IpAddress;
  /** UDP; absent: 8848. */
  readonly port?: number;
  /** 1..255; absent: 1. */
  readonly ttl?: number;
}

/** One whole message that starts a daemon; refused with EEXIST when one of that role runs, ENODEV without such an interface. */
export function writeStartDaemon(writer: MessageWriter, family: number, daemon: SyncDaemon): void {
  writer.begin(family, NLM_F_REQUEST);
  writeGenericHeader(writer, IPVS_CMD_NEW_DAEMON, genericVersion);
  commandAttributes.DAEMON.put(writer, () => {
    attribute.STATE.put(writer, states[daemon.role]);
    attribute.MCAST_IFN.put(writer, daemon.interfaceName);
    attribute.SYNC_ID.put(writer, daemon.syncid);
    if (daemon.maxLength !== undefined) attribute.SYNC_MAXLEN.put(writer, daemon.maxLength);
    if (daemon.port !== undefined) attribute.MCAST_PORT.put(writer, daemon.port);
    if (daemon.ttl !== undefined) attribute.MCAST_TTL.put(writer, daemon.ttl);
    if (daemon.group !== undefined) writeGroup(writer, daemon.group);
  });
  writer.end();
}

function writeGroup(writer: MessageWriter, group: IpAddress): void {
  const row = group.family === 4 ? attribute.MCAST_GROUP : attribute.MCAST_GROUP6;
  row.put(writer, group.bytes);
}

/** One whole message that stops a daemon; refused with ESRCH when none of that role runs. */
export function writeStopDaemon(writer: MessageWriter, family: number, role: SyncRole): void {
  writer.begin(family, NLM_F_REQUEST);
  writeGenericHeader(writer, IPVS_CMD_DEL_DAEMON, genericVersion);
  commandAttributes.DAEMON.put(writer, () => attribute.STATE.put(writer, states[role]));
  writer.end();
}

/** The rest of a dump request for the daemons that run. */
export function writeDaemonDump(writer: MessageWriter): void {
  writeGenericHeader(writer, IPVS_CMD_GET_DAEMON, genericVersion);
}

/** Reads the payload of an answer to IPVS_CMD_GET_DAEMON. */
export function decodeDaemon(payload: Uint8Array): Decoded<SyncDaemon> {
  const outer = parseAttributes(payload.subarray(genericHeaderBytes));
  if ("reason" in outer) return outer;
  const inner = commandAttributes.DAEMON.get(outer.value);
  if (inner === undefined) return { reason: "message without a readable DAEMON attribute" };
  const role = roleOf(attribute.STATE.get(inner));
  const interfaceName = attribute.MCAST_IFN.get(inner);
  const syncid = attribute.SYNC_ID.get(inner);
  if (role === undefined || interfaceName === undefined || syncid === undefined) {
    return { reason: "daemon without role, interface or syncid" };
  }
  return { value: { role, interfaceName, syncid, ...wireOf(inner) } };
}

/** Kernels before 4.3 tell none of these. */
function wireOf(daemon: Attributes): Pick<SyncDaemon, "maxLength" | "group" | "port" | "ttl"> {
  const maxLength = attribute.SYNC_MAXLEN.get(daemon);
  const group = groupOf(daemon);
  const port = attribute.MCAST_PORT.get(daemon);
  const ttl = attribute.MCAST_TTL.get(daemon);
  return {
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(group === undefined ? {} : { group }),
    ...(port === undefined ? {} : { port }),
    ...(ttl === undefined ? {} : { ttl }),
  };
}

function groupOf(daemon: Attributes): IpAddress | undefined {
  const ipv6 = attribute.MCAST_GROUP6.get(daemon);
  if (ipv6 !== undefined) return { family: 6, bytes: ipv6 };
  const ipv4 = attribute.MCAST_GROUP.get(daemon);
  return ipv4 === undefined ? undefined : { family: 4, bytes: ipv4 };
}

function roleOf(state: number | undefined): SyncRole | undefined {
  if (state === states.master) return "master";
  return state === states.backup ? "backup" : undefined;
}
