/** Ancillary data of sendmsg and recvmsg (cmsg(3)): level, type and bytes, and the few kinds that Vigil reads or writes. */
import { endianness } from "node:os";
import type { IpAddress } from "../values/address.ts";
import {
  IP_PKTINFO,
  IP_TTL,
  IPPROTO_IP,
  IPPROTO_IPV6,
  IPV6_HOPLIMIT,
  IPV6_PKTINFO,
  SCM_CREDENTIALS,
  SCM_RIGHTS,
  SO_TIMESTAMPNS,
  SOL_SOCKET,
} from "./constants.ts";

export interface Ancillary {
  readonly level: number;
  readonly type: number;
  readonly data: Uint8Array;
}

export interface PacketInfo {
  readonly interfaceIndex: number;
  /** Where the packet was sent to (IPv4: ipi_addr, the header's destination). */
  readonly destination: IpAddress;
}

export interface Credentials {
  readonly pid: number;
  readonly uid: number;
  readonly gid: number;
}

const littleEndian = endianness() === "LE";

/** IP_TTL or IPV6_HOPLIMIT, which IP_RECVTTL and IPV6_RECVHOPLIMIT switch on. */
export function ttlOf(ancillary: readonly Ancillary[]): number | undefined {
  return (
    numberOf(find(ancillary, IPPROTO_IP, IP_TTL)) ?? numberOf(find(ancillary, IPPROTO_IPV6, IPV6_HOPLIMIT))
  );
}

/** IP_PKTINFO (`struct in_pktinfo`) or IPV6_PKTINFO (`struct in6_pktinfo`). */
export function packetInfoOf(ancillary: readonly Ancillary[]): PacketInfo | undefined {
  const four = find(ancillary, IPPROTO_IP, IP_PKTINFO);
  if (four !== undefined && four.data.length >= 12) {
    return {
      interfaceIndex: viewOf(four.data).getInt32(0, littleEndian),
      destination: { family: 4, bytes: [...four.data.subarray(8, 12)] },
    };
  }
  const six = find(ancillary, IPPROTO_IPV6, IPV6_PKTINFO);
  if (six === undefined || six.data.length < 20) return undefined;
  return {
    interfaceIndex: viewOf(six.data).getInt32(16, littleEndian),
    destination: { family: 6, bytes: [...six.data.subarray(0, 16)] },
  };
}

/** When the kernel received it, CLOCK_REALTIME in microseconds; SO_TIMESTAMPNS (`struct timespec`) switches it on. */
export function arrivalUsOf(ancillary: readonly Ancillary[]): number | undefined {
  const found = find(ancillary, SOL_SOCKET, SO_TIMESTAMPNS);
  if (found === undefined || found.data.length < 16) return undefined;
  const view = viewOf(found.data);
  const seconds = Number(view.getBigInt64(0, littleEndian));
  const nanoseconds = Number(view.getBigInt64(8, littleEndian));
  return seconds * 1_000_000 + Math.floor(nanoseconds / 1000);
}

/** File descriptors passed with SCM_RIGHTS; they are open (close-on-exec) in this process and the caller's to close. */
export function descriptorsOf(ancillary: readonly Ancillary[]): number[] {
  const all: number[] = [];
  for (const { level, type, data } of ancillary) {
    if (level !== SOL_SOCKET || type !== SCM_RIGHTS) continue;
    for (let at = 0; at + 4 <= data.length; at += 4) all.push(viewOf(data).getInt32(at, littleEndian));
  }
  return all;
}

/** SCM_CREDENTIALS of a sender, on a socket with SO_PASSCRED. */
export function credentialsOf(ancillary: readonly Ancillary[]): Credentials | undefined {
  const found = find(ancillary, SOL_SOCKET, SCM_CREDENTIALS);
  if (found === undefined || found.data.length < 12) return undefined;
  const view = viewOf(found.data);
  return {
    pid: view.getInt32(0, littleEndian),
    uid: view.getUint32(4, littleEndian),
    gid: view.getUint32(8, littleEndian),
  };
}

/** Passes open file descriptors to the receiver of a unix socket (SCM_RIGHTS). */
export function passDescriptors(descriptors: readonly number[]): Ancillary {
  return { level: SOL_SOCKET, type: SCM_RIGHTS, data: new Uint8Array(Int32Array.from(descriptors).buffer) };
}

/** Names the sender of a unix socket's message (SCM_CREDENTIALS); others than one's own need CAP_SYS_ADMIN, CAP_SETUID, CAP_SETGID. */
export function passCredentials({ pid, uid, gid }: Credentials): Ancillary {
  return {
    level: SOL_SOCKET,
    type: SCM_CREDENTIALS,
    data: new Uint8Array(Uint32Array.from([pid, uid, gid]).buffer),
  };
}

function find(ancillary: readonly Ancillary[], level: number, type: number): Ancillary | undefined {
  return ancillary.find((one) => one.level === level && one.type === type);
}

function numberOf(one: Ancillary | undefined): number | undefined {
  return one === undefined || one.data.length < 4 ? undefined : viewOf(one.data).getInt32(0, littleEndian);
}

function viewOf(data: Uint8Array): DataView {
  return new DataView(data.buffer, data.byteOffset, data.length);
}
