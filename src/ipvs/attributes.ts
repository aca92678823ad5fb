/** The kernel's IPVS attributes (linux/ip_vs.h), one row each. */
import { readU32 } from "../netlink/attribute.ts";
import {
  type AttributeRow,
  bytes,
  counter,
  nested,
  port,
  text,
  u8,
  u16,
  u32,
} from "../netlink/attribute-row.ts";

/** union nf_inet_addr: an IPv4 address stands in the first four bytes. */
const addressBytes = 16;

/** struct ip_vs_flags: the flags, then the mask of those that count; every one counts, so an edit also takes flags away. */
function flags(number: number): AttributeRow<number> {
  return {
    number,
    put: (writer, value) => writer.attributeU32s(number, value, 0xffff_ffff),
    get: (attributes) => readU32(attributes, number),
  };
}

/** Written as bytes; read as a number in host order, whose bits count for IPv4 and whose value counts for IPv6. */
function netmask(number: number): AttributeRow<ArrayLike<number>, number> {
  return {
    number,
    put: (writer, value) => writer.attributeBytes(number, value),
    get: (attributes) => readU32(attributes, number),
  };
}

export const commandAttributes = {
  SERVICE: nested(1),
  DEST: nested(2),
  DAEMON: nested(3),
  TIMEOUT_TCP: u32(4),
  TIMEOUT_TCP_FIN: u32(5),
  TIMEOUT_UDP: u32(6),
};

export const serviceAttributes = {
  AF: u16(1),
  PROTOCOL: u16(2),
  ADDR: bytes(3, addressBytes),
  PORT: port(4),
  FWMARK: u32(5),
  SCHED_NAME: text(6),
  FLAGS: flags(7),
  TIMEOUT: u32(8),
  /** IPv4: the mask in network order; IPv6: the prefix length as a host integer. */
  NETMASK: netmask(9),
  STATS: nested(10),
  PE_NAME: text(11),
  STATS64: nested(12),
};

export const destinationAttributes = {
  ADDR: bytes(1, addressBytes),
  PORT: port(2),
  FWD_METHOD: u32(3),
  WEIGHT: u32(4),
  U_THRESH: u32(5),
  L_THRESH: u32(6),
  ACTIVE_CONNS: u32(7),
  INACT_CONNS: u32(8),
  PERSIST_CONNS: u32(9),
  STATS: nested(10),
  ADDR_FAMILY: u16(11),
  STATS64: nested(12),
  TUN_TYPE: u8(13),
  TUN_PORT: port(14),
  TUN_FLAGS: u16(15),
};

/** Inside STATS and STATS64. */
export const statsAttributes = {
  CONNS: counter(1),
  INPKTS: counter(2),
  OUTPKTS: counter(3),
  INBYTES: counter(4),
  OUTBYTES: counter(5),
  CPS: counter(6),
  INPPS: counter(7),
  OUTPPS: counter(8),
  INBPS: counter(9),
  OUTBPS: counter(10),
};

export const daemonAttributes = {
  STATE: u32(1),
  MCAST_IFN: text(2),
  SYNC_ID: u32(3),
  SYNC_MAXLEN: u16(4),
  MCAST_GROUP: bytes(5, 4),
  MCAST_GROUP6: bytes(6, addressBytes),
  /** Unlike the ports above, in host order. */
  MCAST_PORT: u16(7),
  MCAST_TTL: u8(8),
};

export const infoAttributes = {
  VERSION: u32(1),
  CONN_TAB_SIZE: u32(2),
};
