/** Sockets of any Linux family, dgram-shaped: always close-on-exec and non-blocking, every call synchronous. */
import { endianness } from "node:os";
import type { Ancillary } from "./ancillary.ts";
import {
  AF_INET,
  AF_INET6,
  AF_NETLINK,
  AF_PACKET,
  AF_UNIX,
  MSG_CMSG_CLOEXEC,
  SO_ERROR,
  SOCK_DGRAM,
  SOCK_RAW,
  SOCK_STREAM,
  SOL_SOCKET,
} from "./constants.ts";
import { type NativeHandle, native } from "./native.ts";
import { decodeSocketAddress, encodeSocketAddress, type SocketAddress } from "./socket-address.ts";
import { type SystemError, systemError } from "./system-error.ts";

export type SocketFamily = "inet" | "inet6" | "packet" | "netlink" | "unix";
export type SocketKind = "raw" | "datagram" | "stream";

export interface SendOptions {
  readonly to?: SocketAddress;
  readonly ancillary?: readonly Ancillary[];
  /** MSG_* bits; MSG_NOSIGNAL is always set. */
  readonly flags?: number;
}

export interface ReceiveOptions {
  /** Where to put the bytes; without it, a shared buffer of 64 KiB is used and the data copied out. */
  readonly into?: Uint8Array;
  /** MSG_* bits; passed descriptors are close-on-exec without being asked. */
  readonly flags?: number;
  /** How long to wait, in whole milliseconds, blocking the process; 0 (the default) is not at all. */
  readonly waitMs?: number;
}

export interface Received {
  readonly data: Uint8Array;
  /** The sender, where the family names one. */
  readonly from: SocketAddress | undefined;
  readonly ancillary: readonly Ancillary[];
  /** MSG_TRUNC, MSG_CTRUNC: data or ancillary data did not fit. */
  readonly flags: number;
}

/** Why a watched socket woke us. */
export interface SocketEvents {
  readonly readable: boolean;
  readonly writable: boolean;
  /** The socket's pending error (POLLERR), which was taken from it; watching goes on. */
  readonly error: SystemError | undefined;
}

const domains: Record<SocketFamily, number> = {
  inet: AF_INET,
  inet6: AF_INET6,
  packet: AF_PACKET,
  netlink: AF_NETLINK,
  unix: AF_UNIX,
};
const types: Record<SocketKind, number> = { raw: SOCK_RAW, datagram: SOCK_DGRAM, stream: SOCK_STREAM };
const ways = { read: 0, write: 1, both: 2 } as const;

const littleEndian = endianness() === "LE";
const readableBit = 1;
const writableBit = 2;
let shared: Uint8Array | undefined;

/** All methods throw SystemError for what the kernel refuses; EBADF after close(). */
export class Socket {
  #fd: number;
  #handle: NativeHandle | undefined;

  /** MSG_CMSG_CLOEXEC where descriptors can arrive; AF_PACKET refuses a flag that it does not know. */
  readonly #receiveFlags: number;

  private constructor(fd: number, receiveFlags: number) {
    this.#fd = fd;
    this.#receiveFlags = receiveFlags;
  }

  /** `protocol` is in host order: an IP protocol, a netlink family, or an EtherType (0: receives nothing, for senders). */
  static open(family: SocketFamily, kind: SocketKind, protocol = 0): Socket {
    const networkOrder = family === "packet" && littleEndian;
    const number = networkOrder ? ((protocol & 0xff) << 8) | ((protocol >> 8) & 0xff) : protocol;
    const fd = native().socket(domains[family], types[kind], number);
    return new Socket(fd, family === "unix" ? MSG_CMSG_CLOEXEC : 0);
  }

  /** The descriptor; -1 when closed. */
  get fd(): number {
    return this.#fd;
  }

  bind(address: SocketAddress): void {
    native().bind(this.#fd, encodeSocketAddress(address));
  }

  /** "in-progress": the outcome arrives as writable, with `takeError()` or the event's `error` saying how it went. */
  connect(address: SocketAddress): "connected" | "in-progress" {
    return native().connect(this.#fd, encodeSocketAddress(address)) ? "connected" : "in-progress";
  }

  listen(backlog: number): void {
    native().listen(this.#fd, backlog);
  }

  /** undefined when nobody is waiting. */
  accept(): { readonly socket: Socket; readonly from: SocketAddress | undefined } | undefined {
    const accepted = native().accept(this.#fd);
    if (accepted === undefined) return undefined;
    return { socket: new Socket(accepted.fd, this.#receiveFlags), from: decodeSocketAddress(accepted.name) };
  }

  shutdown(way: "read" | "write" | "both"): void {
    native().shutdown(this.#fd, ways[way]);
  }

  localAddress(): SocketAddress | undefined {
    return decodeSocketAddress(native().getsockname(this.#fd));
  }

  remoteAddress(): SocketAddress | undefined {
    return decodeSocketAddress(native().getpeername(this.#fd));
  }

  /** Any option; a number is passed as `int`. */
  setOption(level: number, name: number, value: number | Uint8Array): void {
    native().setsockopt(this.#fd, level, name, value);
  }

  /** SO_ATTACH_FILTER: `program` holds `struct sock_filter` instructions, 8 bytes each, in host order. */
  attachFilter(program: Uint8Array): void {
    native().attachFilter(this.#fd, program);
  }

  getOption(level: number, name: number, maxBytes = 256): Uint8Array {
    return native().getsockopt(this.#fd, level, name, maxBytes);
  }

  getNumberOption(level: number, name: number): number {
    const bytes = this.getOption(level, name, 4);
    if (bytes.length < 4) return bytes[0] ?? 0;
    return new DataView(bytes.buffer, bytes.byteOffset, 4).getInt32(0, littleEndian);
  }

  /** Takes the pending error (SO_ERROR): undefined when there is none, or when a connection was made. */
  takeError(syscall = "connect"): SystemError | undefined {
    const errno = this.getNumberOption(SOL_SOCKET, SO_ERROR);
    return errno === 0 ? undefined : systemError(errno, syscall);
  }

  /** Bytes sent, of a list of parts as one message. Throws EAGAIN when the send buffer is full. */
  send(data: Uint8Array | readonly Uint8Array[], options: SendOptions = {}): number {
    const parts = data instanceof Uint8Array ? [data] : data;
    const name = options.to === undefined ? undefined : encodeSocketAddress(options.to);
    const control = (options.ancillary ?? []).map((one) => [one.level, one.type, one.data] as const);
    return native().sendmsg(this.#fd, parts, name, control, options.flags ?? 0);
  }

  /** One message; undefined when none is queued. On streams, data of length 0 is the end. */
  receive(options: ReceiveOptions = {}): Received | undefined {
    shared ??= new Uint8Array(65_536);
    const buffer = options.into ?? shared;
    const flags = (options.flags ?? 0) | this.#receiveFlags;
    const message = native().recvmsg(this.#fd, buffer, flags, options.waitMs ?? 0);
    if (message === undefined) return undefined;
    const length = Math.min(message.length, buffer.length);
    return {
      data: options.into === undefined ? buffer.slice(0, length) : buffer.subarray(0, length),
      from: decodeSocketAddress(message.name),
      ancillary: message.control.map(([level, type, data]) => ({ level, type, data })),
      flags: message.flags,
    };
  }

  /** Calls back whenever the socket can be read (or written, if asked for); replaces an earlier watch. Keeps the process alive. */
  watch(callback: (events: SocketEvents) => void, want: { readonly writable?: boolean } = {}): void {
    this.unwatch();
    const handle = native().pollOpen(this.#fd, (bits, errno) =>
      callback({
        readable: (bits & readableBit) !== 0,
        writable: (bits & writableBit) !== 0,
        error: errno === 0 ? undefined : systemError(errno, "poll"),
      }),
    );
    this.#handle = handle;
    native().pollStart(handle, readableBit | (want.writable === true ? writableBit : 0));
  }

  /** No callback comes after this. */
  unwatch(): void {
    if (this.#handle === undefined) return;
    const handle = this.#handle;
    this.#handle = undefined;
    native().handleClose(handle);
  }

  /** Whether watching this socket keeps the process alive. */
  keepAlive(on: boolean): void {
    if (this.#handle !== undefined) native().handleRef(this.#handle, on);
  }

  /** Also ends the watch; a second call does nothing. */
  close(): void {
    if (this.#fd === -1) return;
    this.unwatch();
    const fd = this.#fd;
    this.#fd = -1;
    native().close(fd);
  }
}
