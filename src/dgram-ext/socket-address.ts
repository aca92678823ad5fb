/** Socket addresses as discriminated objects, and their `struct sockaddr` bytes as the kernel reads and writes them. */
import { endianness } from "node:os";
import type { IpAddress } from "../values/address.ts";
import { assertNever } from "../values/assert-never.ts";
import { AF_INET, AF_INET6, AF_NETLINK, AF_PACKET, AF_UNIX } from "./constants.ts";

/** ip(7), ipv6(7). `scopeId` is the interface index of a link-local IPv6 address. Raw sockets want port 0. */
export interface InetSocketAddress {
  readonly family: "inet";
  readonly address: IpAddress;
  readonly port: number;
  readonly scopeId?: number;
}

/** packet(7). `protocol` is an EtherType in host order (0 on a socket that only sends). */
export interface PacketSocketAddress {
  readonly family: "packet";
  readonly interfaceIndex: number;
  readonly protocol: number;
  /** Link-layer destination or source, up to 8 bytes. */
  readonly hardwareAddress?: Uint8Array;
  /** ARPHRD_* and PACKET_*: filled in by the kernel on what was received. */
  readonly hardwareType?: number;
  readonly packetType?: number;
}

/** netlink(7). `pid` is the port number: 0 is the kernel, and at bind "choose one". `groups` is a mask of groups 1 to 32. */
export interface NetlinkSocketAddress {
  readonly family: "netlink";
  readonly pid: number;
  readonly groups: number;
}

/** unix(7): a path in the file system, a name in the abstract name space (without its leading NUL), or unnamed. */
export type UnixSocketAddress =
  | { readonly family: "unix"; readonly path: string }
  | { readonly family: "unix"; readonly abstract: string }
  | { readonly family: "unix"; readonly unnamed: true };

export type SocketAddress =
  | InetSocketAddress
  | PacketSocketAddress
  | NetlinkSocketAddress
  | UnixSocketAddress;

const hostIsLittleEndian = endianness() === "LE";

/** `struct sockaddr_*` of an address. Throws RangeError for a value that the struct cannot hold. */
export function encodeSocketAddress(address: SocketAddress): Uint8Array {
  switch (address.family) {
    case "inet":
      return address.address.family === 4 ? encodeInet(address) : encodeInet6(address);
    case "packet":
      return encodePacket(address);
    case "netlink": {
      const view = structure(12, AF_NETLINK);
      view.setUint32(4, within(address.pid, 0xffff_ffff, "pid"), hostIsLittleEndian);
      view.setUint32(8, within(address.groups, 0xffff_ffff, "groups"), hostIsLittleEndian);
      return bytesOf(view);
    }
    case "unix":
      return encodeUnix(address);
    default:
      return assertNever(address);
  }
}

/** The address in `struct sockaddr_*` bytes; undefined where the kernel gave none or one of a family not listed above. */
export function decodeSocketAddress(bytes: Uint8Array): SocketAddress | undefined {
  if (bytes.length < 2) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  switch (view.getUint16(0, hostIsLittleEndian)) {
    case AF_INET:
      if (bytes.length < 8) return undefined;
      return {
        family: "inet",
        address: { family: 4, bytes: [...bytes.subarray(4, 8)] },
        port: view.getUint16(2),
      };
    case AF_INET6:
      if (bytes.length < 28) return undefined;
      return {
        family: "inet",
        address: { family: 6, bytes: [...bytes.subarray(8, 24)] },
        port: view.getUint16(2),
        scopeId: view.getUint32(24, hostIsLittleEndian),
      };
    case AF_PACKET:
      return decodePacket(bytes, view);
    case AF_NETLINK:
      if (bytes.length < 12) return undefined;
      return {
        family: "netlink",
        pid: view.getUint32(4, hostIsLittleEndian),
        groups: view.getUint32(8, hostIsLittleEndian),
      };
    case AF_UNIX:
      return decodeUnix(bytes.subarray(2));
    default:
      return undefined;
  }
}

function encodeInet(address: InetSocketAddress): Uint8Array {
  const view = structure(16, AF_INET);
  view.setUint16(2, within(address.port, 0xffff, "port"));
  bytesOf(view).set(ipBytes(address.address, 4), 4);
  return bytesOf(view);
}

function encodeInet6(address: InetSocketAddress): Uint8Array {
  const view = structure(28, AF_INET6);
  view.setUint16(2, within(address.port, 0xffff, "port"));
  bytesOf(view).set(ipBytes(address.address, 16), 8);
  view.setUint32(24, within(address.scopeId ?? 0, 0xffff_ffff, "scopeId"), hostIsLittleEndian);
  return bytesOf(view);
}

function encodePacket(address: PacketSocketAddress): Uint8Array {
  const hardware = address.hardwareAddress ?? new Uint8Array(0);
  if (hardware.length > 8)
    throw new RangeError(`hardwareAddress has ${hardware.length} bytes, at most 8 fit`);
  const view = structure(20, AF_PACKET);
  view.setUint16(2, within(address.protocol, 0xffff, "protocol"));
  view.setInt32(4, within(address.interfaceIndex, 0x7fff_ffff, "interfaceIndex"), hostIsLittleEndian);
  view.setUint16(8, within(address.hardwareType ?? 0, 0xffff, "hardwareType"), hostIsLittleEndian);
  view.setUint8(10, within(address.packetType ?? 0, 0xff, "packetType"));
  view.setUint8(11, hardware.length);
  bytesOf(view).set(hardware, 12);
  return bytesOf(view);
}

function decodePacket(bytes: Uint8Array, view: DataView): PacketSocketAddress | undefined {
  if (bytes.length < 12) return undefined;
  return {
    family: "packet",
    interfaceIndex: view.getInt32(4, hostIsLittleEndian),
    protocol: view.getUint16(2),
    hardwareType: view.getUint16(8, hostIsLittleEndian),
    packetType: view.getUint8(10),
    hardwareAddress: new Uint8Array(bytes.subarray(12, 12 + Math.min(view.getUint8(11), 8))),
  };
}

/** A path is ended by NUL; an abstract name starts with one and ends where the length says (unix(7)). */
function encodeUnix(address: UnixSocketAddress): Uint8Array {
  if ("unnamed" in address) return bytesOf(structure(2, AF_UNIX));
  const name = new TextEncoder().encode("path" in address ? address.path : address.abstract);
  if (name.length === 0) throw new RangeError("a unix socket's name cannot be empty");
  if (name.length > 107)
    throw new RangeError(`a unix socket's name has at most 107 bytes, not ${name.length}`);
  if ("path" in address && name.includes(0)) throw new RangeError("a unix socket's path cannot hold a NUL");
  const view = structure(3 + name.length, AF_UNIX);
  bytesOf(view).set(name, "path" in address ? 2 : 3);
  return bytesOf(view);
}

function decodeUnix(name: Uint8Array): UnixSocketAddress {
  if (name.length === 0) return { family: "unix", unnamed: true };
  const text = new TextDecoder();
  if (name[0] === 0) return { family: "unix", abstract: text.decode(name.subarray(1)) };
  const end = name.indexOf(0);
  return { family: "unix", path: text.decode(end === -1 ? name : name.subarray(0, end)) };
}

function structure(length: number, family: number): DataView {
  const view = new DataView(new ArrayBuffer(length));
  view.setUint16(0, family, hostIsLittleEndian);
  return view;
}

function bytesOf(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

function ipBytes(address: IpAddress, length: 4 | 16): readonly number[] {
  if (address.bytes.length !== length) {
    throw new RangeError(`an IPv${address.family} address has ${length} bytes, not ${address.bytes.length}`);
  }
  return address.bytes;
}

function within(value: number, maximum: number, name: string): number {
  if (!Number.isInteger(value) || value < 0 || value > maximum) {
    throw new RangeError(`${name} must be a whole number from 0 to ${maximum}, not ${value}`);
  }
  return value;
}
