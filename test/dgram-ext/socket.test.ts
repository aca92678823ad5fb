/** Sockets against the kernel: names, connections, options, filters and ancillary data. */
import { closeSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import {
  type Ancillary,
  credentialsOf,
  descriptorsOf,
  IP_PKTINFO,
  IP_RECVTTL,
  IP_TTL,
  IPPROTO_IP,
  IPPROTO_IPV6,
  IPV6_HOPLIMIT,
  IPV6_RECVHOPLIMIT,
  IPV6_RECVPKTINFO,
  MSG_PEEK,
  MSG_TRUNC,
  openMemoryFile,
  packetInfoOf,
  passCredentials,
  passDescriptors,
  SO_PASSCRED,
  SO_RCVBUF,
  SO_REUSEADDR,
  SOL_SOCKET,
  Socket,
  type SocketAddress,
  type SocketFamily,
  type SocketKind,
  ttlOf,
} from "../../src/dgram-ext/index.ts";
import { describeAsRoot } from "../support/namespaces.ts";

const opened: Socket[] = [];
afterEach(() => {
  for (const socket of opened.splice(0)) socket.close();
});

function open(family: SocketFamily, kind: SocketKind, protocol?: number): Socket {
  const socket = Socket.open(family, kind, protocol);
  opened.push(socket);
  return socket;
}

function accept(listener: Socket): Socket {
  const accepted = listener.accept();
  if (accepted === undefined) throw new Error("nobody was waiting");
  opened.push(accepted.socket);
  return accepted.socket;
}

const loopback4 = { family: "inet", address: { family: 4, bytes: [127, 0, 0, 1] }, port: 0 } as const;
const loopback6 = {
  family: "inet",
  address: { family: 6, bytes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] },
  port: 0,
} as const;

function bound(address: SocketAddress, family: SocketFamily, kind: SocketKind): [Socket, SocketAddress] {
  const socket = open(family, kind);
  socket.bind(address);
  const name = socket.localAddress();
  if (name === undefined) throw new Error("no name");
  return [socket, name];
}

const text = (value: string) => new TextEncoder().encode(value);
const abstract = (name: string) =>
  ({ family: "unix", abstract: `vigil-test-${process.pid}-${name}` }) as const;

function thrown(action: () => unknown): Record<string, unknown> {
  try {
    action();
  } catch (error) {
    const { code, errno, syscall } = error as Record<string, unknown>;
    return { code, errno, syscall };
  }
  throw new Error("nothing was thrown");
}

describe("datagrams", () => {
  test("parts go out as one message, and the sender's address comes with it", () => {
    const [receiver, to] = bound(loopback4, "inet", "datagram");
    const [sender, from] = bound(loopback4, "inet", "datagram");
    expect(sender.send([text("one "), text("two")], { to })).toBe(7);
    expect(receiver.receive()).toEqual({ data: text("one two"), from, ancillary: [], flags: 0 });
    expect(receiver.receive()).toBeUndefined();
  });

  test("an empty datagram is not the same as none", () => {
    const [receiver, to] = bound(loopback4, "inet", "datagram");
    open("inet", "datagram").send([], { to });
    expect(receiver.receive()?.data).toHaveLength(0);
    expect(receiver.receive()).toBeUndefined();
  });

  test("a buffer that is too small is told by MSG_TRUNC, and the rest stays untouched", () => {
    const [receiver, to] = bound(loopback4, "inet", "datagram");
    open("inet", "datagram").send(text("123456"), { to });
    const into = new Uint8Array(8).fill(0x2e);
    const peeked = receiver.receive({ into: into.subarray(0, 3), flags: MSG_PEEK | MSG_TRUNC });
    expect(peeked?.flags).toBe(MSG_TRUNC);
    expect(Buffer.from(into).toString()).toBe("123.....");
    expect(receiver.receive({ into })?.data).toEqual(text("123456"));
  });

  test("waiting ends with what arrives, or with nothing", () => {
    const [receiver, to] = bound(loopback4, "inet", "datagram");
    expect(receiver.receive({ waitMs: 1 })).toBeUndefined();
    open("inet", "datagram").send(text("x"), { to });
    expect(receiver.receive({ waitMs: 1000 })?.data).toHaveLength(1);
  });
});

describe("streams", () => {
  test("a connection is made, carries bytes both ways and ends", () => {
    const [listener, to] = bound(loopback4, "inet", "stream");
    expect(listener.getNumberOption(SOL_SOCKET, SO_REUSEADDR)).toBe(0);
    listener.listen(5);
    expect(listener.accept()).toBeUndefined();
    const client = open("inet", "stream");
    expect(["connected", "in-progress"]).toContain(client.connect(to));
    const server = accept(listener);
    expect(client.takeError()).toBeUndefined();
    expect(client.remoteAddress()).toEqual(to);
    expect(server.remoteAddress()).toEqual(client.localAddress());
    client.send(text("ping"));
    expect(server.receive({ waitMs: 1000 })?.data).toEqual(text("ping"));
    client.shutdown("write");
    expect(server.receive({ waitMs: 1000 })?.data).toHaveLength(0);
  });

  test("a refused connection is an error with code, errno and syscall", async () => {
    const [unheard, to] = bound(loopback4, "inet", "stream");
    const client = open("inet", "stream");
    const outcome = await new Promise((resolve) => {
      expect(client.connect(to)).toBe("in-progress");
      client.watch(({ error }) => resolve(error ?? client.takeError()), { writable: true });
    });
    expect(outcome).toMatchObject({ code: "ECONNREFUSED", errno: -111 });
    unheard.close();
  });

  test("unix streams by path", () => {
    const folder = mkdtempSync(join(tmpdir(), "vigil-unix-"));
    try {
      const address = { family: "unix", path: join(folder, "socket") } as const;
      const listener = open("unix", "stream");
      listener.bind(address);
      listener.listen(1);
      const client = open("unix", "stream");
      expect(client.connect(address)).toBe("connected");
      expect(accept(listener).localAddress()).toEqual(address);
      expect(client.localAddress()).toEqual({ family: "unix", unnamed: true });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("ancillary data", () => {
  test("TTL and destination of IPv4, as sent", () => {
    const [receiver, to] = bound(loopback4, "inet", "datagram");
    receiver.setOption(IPPROTO_IP, IP_RECVTTL, 1);
    receiver.setOption(IPPROTO_IP, IP_PKTINFO, 1);
    const ttl: Ancillary = {
      level: IPPROTO_IP,
      type: IP_TTL,
      data: new Uint8Array(Int32Array.of(77).buffer),
    };
    open("inet", "datagram").send(text("x"), { to, ancillary: [ttl] });
    const ancillary = receiver.receive()?.ancillary ?? [];
    expect(ttlOf(ancillary)).toBe(77);
    expect(packetInfoOf(ancillary)).toEqual({ interfaceIndex: 1, destination: loopback4.address });
  });

  test("hop limit and destination of IPv6, as sent", () => {
    const [receiver, to] = bound(loopback6, "inet6", "datagram");
    receiver.setOption(IPPROTO_IPV6, IPV6_RECVHOPLIMIT, 1);
    receiver.setOption(IPPROTO_IPV6, IPV6_RECVPKTINFO, 1);
    const data = new Uint8Array(Int32Array.of(255).buffer);
    open("inet6", "datagram").send(text("x"), {
      to,
      ancillary: [{ level: IPPROTO_IPV6, type: IPV6_HOPLIMIT, data }],
    });
    const ancillary = receiver.receive()?.ancillary ?? [];
    expect(ttlOf(ancillary)).toBe(255);
    expect(packetInfoOf(ancillary)).toEqual({ interfaceIndex: 1, destination: loopback6.address });
  });

  test("open files pass to the receiver (SCM_RIGHTS), two in one message with credentials", () => {
    const address = abstract("rights");
    const receiver = open("unix", "datagram");
    receiver.bind(address);
    receiver.setOption(SOL_SOCKET, SO_PASSCRED, 1);
    const files = [openMemoryFile("first"), openMemoryFile("second")];
    const me = { pid: process.pid, uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
    open("unix", "datagram").send(text("take these"), {
      to: address,
      ancillary: [passDescriptors(files), passCredentials(me)],
    });
    const ancillary = receiver.receive()?.ancillary ?? [];
    const received = descriptorsOf(ancillary);
    expect(credentialsOf(ancillary)).toEqual(me);
    expect(received).toHaveLength(2);
    const names = received.map((fd) => readFileSync(`/proc/self/fdinfo/${fd}`, "utf8"));
    // 02000000 (octal) is O_CLOEXEC.
    for (const info of names) expect(info).toMatch(/flags:\s+02\d{6}\b/);
    for (const fd of [...files, ...received]) closeSync(fd);
  });

  test("a malformed control message is the kernel's to refuse", () => {
    const sender = open("unix", "datagram");
    const bad: Ancillary = { level: SOL_SOCKET, type: 1, data: Uint8Array.of(255, 255, 255, 127) };
    expect(thrown(() => sender.send(text("x"), { to: abstract("nobody"), ancillary: [bad] }))).toEqual({
      code: "EBADF",
      errno: -9,
      syscall: "sendmsg",
    });
  });
});

describe("names of unix datagram sockets", () => {
  test("abstract, as systemd's NOTIFY_SOCKET may be; connected, as syslog's clients are", () => {
    const log = open("unix", "datagram");
    log.bind(abstract("log"));
    const client = open("unix", "datagram");
    expect(client.connect(abstract("log"))).toBe("connected");
    client.send(text("<30>vigil: hello"));
    const received = log.receive();
    expect(received?.data).toEqual(text("<30>vigil: hello"));
    expect(received?.from ?? { family: "unix", unnamed: true }).toEqual({ family: "unix", unnamed: true });
    expect(log.localAddress()).toEqual(abstract("log"));
  });

  test("a full receiver is EAGAIN, not a wait", () => {
    const log = open("unix", "datagram");
    log.bind(abstract("full"));
    const client = open("unix", "datagram");
    client.connect(abstract("full"));
    expect(
      thrown(() => {
        for (let i = 0; i < 100_000; i++) client.send(text("x"));
      }),
    ).toEqual({ code: "EAGAIN", errno: -11, syscall: "sendmsg" });
  });
});

describe("options", () => {
  test("a number and bytes are read back", () => {
    const socket = open("inet", "datagram");
    socket.setOption(IPPROTO_IP, IP_TTL, 99);
    expect(socket.getNumberOption(IPPROTO_IP, IP_TTL)).toBe(99);
    socket.setOption(IPPROTO_IP, IP_TTL, Uint8Array.of(98));
    expect(socket.getNumberOption(IPPROTO_IP, IP_TTL)).toBe(98);
    socket.setOption(SOL_SOCKET, SO_RCVBUF, 10_000);
    expect(socket.getNumberOption(SOL_SOCKET, SO_RCVBUF)).toBe(20_000);
  });

  test("a BPF filter keeps out what it rejects", () => {
    const [receiver, to] = bound(loopback4, "inet", "datagram");
    const sender = open("inet", "datagram");
    // ldb [8] (first byte after the UDP header); jeq #'y', 0, 1; ret #65535; ret #0
    receiver.attachFilter(
      new Uint8Array(
        Uint32Array.of(0x30, 8, 0x15 | (0 << 16) | (1 << 24), 0x79, 0x06, 65535, 0x06, 0).buffer,
      ),
    );
    for (const word of ["yes", "no", "yet"]) sender.send(text(word), { to });
    expect(receiver.receive()?.data).toEqual(text("yes"));
    expect(receiver.receive()?.data).toEqual(text("yet"));
    expect(receiver.receive()).toBeUndefined();
  });

  test("a program that is no whole number of instructions is refused", () => {
    const socket = open("inet", "datagram");
    for (const length of [0, 7, 9, 8 * 4097]) {
      expect(() => socket.attachFilter(new Uint8Array(length))).toThrow(RangeError);
    }
    expect(thrown(() => socket.attachFilter(new Uint8Array(8).fill(255)))).toMatchObject({ code: "EINVAL" });
  });
});

describe("errors", () => {
  test("carry code, errno and syscall", () => {
    const socket = open("inet", "datagram");
    const taken = (port: number) => ({ ...loopback4, port });
    const [, name] = bound(loopback4, "inet", "datagram");
    const port = name.family === "inet" ? name.port : 0;
    expect(thrown(() => socket.bind(taken(port)))).toEqual({
      code: "EADDRINUSE",
      errno: -98,
      syscall: "bind",
    });
    expect(thrown(() => socket.listen(1))).toEqual({ code: "ENOTSUP", errno: -95, syscall: "listen" });
    expect(thrown(() => socket.remoteAddress())).toEqual({
      code: "ENOTCONN",
      errno: -107,
      syscall: "getpeername",
    });
    expect(thrown(() => socket.getOption(SOL_SOCKET, 9999))).toEqual({
      code: "ENOPROTOOPT",
      errno: -92,
      syscall: "getsockopt",
    });
    expect(thrown(() => Socket.open("packet", "stream"))).toMatchObject({ syscall: "socket" });
  });

  test("every method of a closed socket is EBADF, and closing it again is nothing", () => {
    const socket = open("inet", "datagram");
    socket.close();
    socket.close();
    socket.unwatch();
    expect(socket.fd).toBe(-1);
    const calls = [
      () => socket.bind(loopback4),
      () => socket.connect(loopback4),
      () => socket.listen(1),
      () => socket.accept(),
      () => socket.shutdown("both"),
      () => socket.localAddress(),
      () => socket.setOption(1, 2, 3),
      () => socket.getOption(1, 2),
      () => socket.attachFilter(new Uint8Array(8)),
      () => socket.send(text("x")),
      () => socket.receive(),
      () => socket.watch(() => {}),
    ];
    for (const call of calls) expect(thrown(call)).toMatchObject({ code: "EBADF", errno: -9 });
  });
});

describeAsRoot("descriptors", () => {
  test("are close-on-exec and non-blocking, also accepted ones", () => {
    const listener = open("unix", "stream");
    listener.bind(abstract("flags"));
    listener.listen(1);
    const client = open("unix", "stream");
    client.connect(abstract("flags"));
    const all = [
      listener,
      client,
      accept(listener),
      open("inet", "raw", 112),
      open("packet", "raw"),
      open("netlink", "raw"),
    ];
    for (const { fd } of all) {
      // 02004002 (octal): O_CLOEXEC, O_NONBLOCK, O_RDWR.
      expect(readFileSync(`/proc/self/fdinfo/${fd}`, "utf8")).toMatch(/flags:\s+02004002\b/);
    }
  });
});
