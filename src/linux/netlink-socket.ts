/** Netlink sockets: one for synchronous exchanges with the kernel, one that listens to what the kernel announces. */
import {
  isSystemError,
  MSG_TRUNC,
  NETLINK_ADD_MEMBERSHIP,
  NETLINK_CAP_ACK,
  NETLINK_EXT_ACK,
  type Received,
  SO_RCVBUF,
  SO_RCVBUFFORCE,
  SOL_NETLINK,
  SOL_SOCKET,
  Socket,
  systemError,
} from "../dgram-ext/index.ts";
import type { NetlinkTransport } from "../netlink/transport.ts";

export const NETLINK_ROUTE = 0;
export const NETLINK_GENERIC = 16;

const kernel = { family: "netlink", pid: 0, groups: 0 } as const;
/** The default of 208 KiB holds only some 260 ACKs; memory is taken only for what is queued. */
const receiveBufferBytes = 4 * 1024 * 1024;
const EMSGSIZE = 90;
const EAGAIN = 11;

export interface NetlinkSocketOptions {
  /** How long one reply may take. The kernel answers inside sendmsg, so this is only a guard against a lost reply. */
  readonly receiveTimeoutMs?: number;
}

/** Requests and their replies. Asks for extended ACK text, and for ACKs that do not repeat the request. */
export class NetlinkSocket implements NetlinkTransport {
  readonly #socket: Socket;
  readonly #receiveTimeoutMs: number;

  /** `protocol` is NETLINK_ROUTE or NETLINK_GENERIC. The network namespace is the one of this moment. */
  constructor(protocol: number, options: NetlinkSocketOptions = {}) {
    this.#socket = openNetlink(protocol);
    this.#receiveTimeoutMs = options.receiveTimeoutMs ?? 2000;
  }

  exchange(request: Uint8Array, isComplete: (datagram: Uint8Array) => boolean): Uint8Array[] {
    discardQueued(this.#socket);
    this.#socket.send(request, { to: kernel });
    const replies: Uint8Array[] = [];
    for (;;) {
      const received = this.#socket.receive({ waitMs: this.#receiveTimeoutMs });
      if (received === undefined) throw systemError(EAGAIN, "recvmsg");
      if ((received.flags & MSG_TRUNC) !== 0) throw systemError(EMSGSIZE, "recvmsg");
      if (!isFromKernel(received)) continue;
      replies.push(received.data);
      if (isComplete(received.data)) return replies;
    }
  }

  close(): void {
    this.#socket.close();
  }
}

/** What the kernel announces to multicast groups. An overrun means that announcements were lost: read all again. */
export class NetlinkMonitor {
  readonly #socket: Socket;
  #overrun = false;

  /** `groups` are group numbers (RTNLGRP_LINK is 1), not a mask. */
  constructor(protocol: number, groups: readonly number[]) {
    this.#socket = openNetlink(protocol);
    for (const group of groups) this.#socket.setOption(SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, group);
  }

  /** Calls back when drain() has something to give. Keeps the process alive. */
  onReadable(callback: () => void): void {
    this.#socket.watch(({ error }) => {
      // The watch took the socket's error, so drain() will not meet it.
      if (error?.code === "ENOBUFS") this.#overrun = true;
      callback();
    });
  }

  /** Hands over every queued datagram, oldest first; "overrun" when some were lost before, between or after them. */
  drain(onDatagram: (datagram: Uint8Array) => void): "complete" | "overrun" {
    for (;;) {
      const received = this.#next();
      if (received === undefined) break;
      if (received === "lost" || (received.flags & MSG_TRUNC) !== 0) this.#overrun = true;
      else if (isFromKernel(received)) onDatagram(received.data);
    }
    const outcome = this.#overrun ? "overrun" : "complete";
    this.#overrun = false;
    return outcome;
  }

  close(): void {
    this.#socket.close();
  }

  /** ENOBUFS is told once, before what is still queued. */
  #next(): Received | "lost" | undefined {
    try {
      return this.#socket.receive();
    } catch (error) {
      if (isSystemError(error) && error.code === "ENOBUFS") return "lost";
      throw error;
    }
  }
}

function openNetlink(protocol: number): Socket {
  const socket = Socket.open("netlink", "raw", protocol);
  try {
    enlargeReceiveBuffer(socket);
    socket.setOption(SOL_NETLINK, NETLINK_EXT_ACK, 1);
    socket.setOption(SOL_NETLINK, NETLINK_CAP_ACK, 1);
    socket.bind(kernel);
    return socket;
  } catch (error) {
    socket.close();
    throw error;
  }
}

/** Beyond net.core.rmem_max with CAP_NET_ADMIN; without it, as much as that allows. */
function enlargeReceiveBuffer(socket: Socket): void {
  try {
    socket.setOption(SOL_SOCKET, SO_RCVBUFFORCE, receiveBufferBytes);
  } catch {
    socket.setOption(SOL_SOCKET, SO_RCVBUF, receiveBufferBytes);
  }
}

/** Replies that an earlier exchange left behind when it failed, and the overrun that may have been its reason. */
function discardQueued(socket: Socket): void {
  for (;;) {
    try {
      if (socket.receive() === undefined) return;
    } catch (error) {
      if (!isSystemError(error) || error.code !== "ENOBUFS") throw error;
    }
  }
}

/** Any process may send to our port; only what comes from port 0 is the kernel's. */
function isFromKernel(received: Received): boolean {
  return received.from?.family === "netlink" && received.from.pid === 0;
}
