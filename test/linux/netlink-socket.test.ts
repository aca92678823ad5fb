/** Netlink sockets against the kernel: exchanges, batches, refusals with text, announcements and their loss. */
import { execFileSync } from "node:child_process";
import { afterEach, expect, test } from "vitest";
import { Socket } from "../../src/dgram-ext/index.ts";
import {
  NETLINK_GENERIC,
  NETLINK_ROUTE,
  NetlinkMonitor,
  NetlinkSocket,
} from "../../src/linux/netlink-socket.ts";
import { describeAsRoot, interfaceIndex, namespacePair, run, within } from "../support/namespaces.ts";

const NLMSG_ERROR = 2;
const NLMSG_DONE = 3;
const RTM_NEWLINK = 16;
const RTM_GETLINK = 18;
const RTM_NEWROUTE = 24;
const NLM_F_REQUEST = 1;
const NLM_F_ACK = 4;
const NLM_F_DUMP = 0x300;
const RTNLGRP_LINK = 1;

const opened: { close(): void }[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
});

function keep<T extends { close(): void }>(one: T): T {
  opened.push(one);
  return one;
}

function message(type: number, flags: number, sequence: number, body: Uint8Array): Buffer {
  const header = Buffer.alloc(16);
  header.writeUInt32LE(16 + body.length, 0);
  header.writeUInt16LE(type, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt32LE(sequence, 8);
  return Buffer.concat([header, body]);
}

interface Message {
  readonly type: number;
  readonly sequence: number;
  readonly body: Buffer;
}

function messages(datagram: Uint8Array): Message[] {
  const bytes = Buffer.from(datagram.buffer, datagram.byteOffset, datagram.length);
  const found: Message[] = [];
  for (let at = 0; at + 16 <= bytes.length; at += (bytes.readUInt32LE(at) + 3) & ~3) {
    const end = at + bytes.readUInt32LE(at);
    found.push({
      type: bytes.readUInt16LE(at + 4),
      sequence: bytes.readUInt32LE(at + 8),
      body: bytes.subarray(at + 16, end),
    });
  }
  return found;
}

const has = (type: number) => (datagram: Uint8Array) => messages(datagram).some((one) => one.type === type);
const linkDump = message(RTM_GETLINK, NLM_F_REQUEST | NLM_F_DUMP, 1, Buffer.alloc(16));
/** NLMSG_NOOP asks for nothing: an ACK where one is wanted, else silence. */
const noop = (sequence: number, flags = NLM_F_REQUEST | NLM_F_ACK) =>
  message(1, flags, sequence, Buffer.alloc(0));

/** A route over a gateway that cannot be reached: kernels since 4.15 say so in words. */
function routeOverNowhere(): Buffer {
  const body = Buffer.alloc(12);
  body.set([2, 32, 0, 0, 254, 4, 0, 1]);
  const attribute = (type: number, bytes: number[]) => Buffer.from([8, 0, type, 0, ...bytes]);
  const all = [body, attribute(1, [198, 51, 100, 1]), attribute(5, [203, 0, 113, 1])];
  return message(RTM_NEWROUTE, NLM_F_REQUEST | NLM_F_ACK | 0x400, 9, Buffer.concat(all));
}

describeAsRoot("netlink", () => {
  const { a } = namespacePair("netlink");
  const open = (options = {}) => keep(within(a, () => new NetlinkSocket(NETLINK_ROUTE, options)));
  const monitor = () => keep(within(a, () => new NetlinkMonitor(NETLINK_ROUTE, [RTNLGRP_LINK])));
  const announce = (count: number) => {
    const lines = Array.from({ length: count }, (_, i) => `link set dev veth0 alias name${i}`);
    execFileSync("ip", ["-n", a, "-batch", "-"], { input: lines.join("\n") });
  };

  test("a dump gives every link of the socket's own namespace", () => {
    const datagrams = open().exchange(linkDump, has(NLMSG_DONE));
    const links = datagrams.flatMap(messages).filter((one) => one.type === RTM_NEWLINK);
    const indexes = links.map((one) => one.body.readInt32LE(4)).toSorted();
    const expected = (JSON.parse(run(`ip -n ${a} -j link`)) as { ifindex: number }[]).map(
      (one) => one.ifindex,
    );
    expect(indexes).toEqual(expected.toSorted());
    expect(indexes).toContain(interfaceIndex(a, "veth0"));
  });

  test("generic netlink lists its families", () => {
    const getFamily = Buffer.from([3, 1, 0, 0]);
    const request = message(16, NLM_F_REQUEST | NLM_F_DUMP, 1, getFamily);
    const datagrams = keep(new NetlinkSocket(NETLINK_GENERIC)).exchange(request, has(NLMSG_DONE));
    expect(Buffer.concat(datagrams).toString("latin1")).toContain("nlctrl\0");
  });

  test("5,000 ACKs of one batch all arrive, where the default buffer would hold some 260", () => {
    const batch = Buffer.concat(Array.from({ length: 5000 }, (_, i) => noop(i + 1)));
    const replies = open().exchange(batch, (datagram) =>
      messages(datagram).some((one) => one.sequence === 5000),
    );
    const sequences = replies.flatMap(messages).map((one) => one.sequence);
    expect(sequences).toEqual(Array.from({ length: 5000 }, (_, i) => i + 1));
  });

  test("a refusal comes with the kernel's words and without the request", () => {
    const request = routeOverNowhere();
    const [reply] = open().exchange(request, has(NLMSG_ERROR));
    const [refusal] = messages(reply ?? new Uint8Array());
    expect(refusal?.body.readInt32LE(0)).toBe(-101);
    expect(refusal?.body.toString("latin1")).toContain("Nexthop has invalid gateway");
    // NETLINK_CAP_ACK: of the request only the header is repeated, so its gateway (203.0.113.1) is not.
    expect(refusal?.body.includes(Buffer.from([203, 0, 113, 1]))).toBe(false);
  });

  test("no reply is EAGAIN after the timeout, and what was left over does not disturb the next exchange", () => {
    const socket = open({ receiveTimeoutMs: 20 });
    const silence = noop(1, NLM_F_REQUEST);
    expect(() => socket.exchange(silence, () => true)).toThrow(
      expect.objectContaining({ code: "EAGAIN", errno: -11, syscall: "recvmsg" }),
    );
    expect(() => socket.exchange(Buffer.concat([noop(2), noop(3), noop(4)]), has(99))).toThrow("EAGAIN");
    socket.exchange(Buffer.concat([noop(5), noop(6)]), () => true);
    const replies = socket.exchange(noop(7), () => true);
    expect(replies.flatMap(messages).map((one) => one.sequence)).toEqual([7]);
  });

  test("what another process sends to our port is no reply of the kernel's", () => {
    const socket = open({ receiveTimeoutMs: 20 });
    const forger = keep(within(a, () => Socket.open("netlink", "raw", NETLINK_ROUTE)));
    const forged = message(NLMSG_ERROR, 0, 7, Buffer.alloc(20, 0xff));
    let replies = 0;
    expect(() =>
      socket.exchange(noop(1), () => {
        // While the exchange goes on, as what was queued before it is discarded anyway. The first netlink socket of a
        // process in a namespace has the process's number as its port.
        if (replies++ === 0) forger.send(forged, { to: { family: "netlink", pid: process.pid, groups: 0 } });
        return false;
      }),
    ).toThrow("EAGAIN");
    expect(replies).toBe(1);
  });

  test("announcements arrive in order and can be drained without the event loop", () => {
    const listener = monitor();
    announce(3);
    const aliases: string[] = [];
    const outcome = listener.drain((datagram) => {
      for (const { type, body } of messages(datagram)) {
        const alias = /name\d+/.exec(body.toString("latin1"));
        if (type === RTM_NEWLINK && alias !== null) aliases.push(alias[0]);
      }
    });
    expect({ outcome, aliases }).toEqual({ outcome: "complete", aliases: ["name0", "name1", "name2"] });
  });

  test("a drain may be left by an exception; what is still queued comes with the next", () => {
    const listener = monitor();
    announce(2);
    expect(() =>
      listener.drain(() => {
        throw new Error("the listener's own");
      }),
    ).toThrow("the listener's own");
    let count = 0;
    expect(listener.drain(() => count++)).toBe("complete");
    expect(count).toBe(1);
  });

  test("lost announcements are an overrun, whichever way it is noticed, and then it works on", async () => {
    const listener = monitor();
    let count = 0;
    announce(6000);
    expect(listener.drain(() => count++)).toBe("overrun");
    expect(count).toBeGreaterThan(100);
    expect(count).toBeLessThan(6000);

    // Now by way of the event loop, where libuv meets the error first.
    const woken = new Promise<void>((resolve) => listener.onReadable(resolve));
    announce(6000);
    await woken;
    expect(listener.drain(() => {})).toBe("overrun");
    expect(listener.drain(() => {})).toBe("complete");

    const again = new Promise<void>((resolve) => listener.onReadable(resolve));
    announce(1);
    await again;
    count = 0;
    expect(listener.drain(() => count++)).toBe("complete");
    expect(count).toBe(1);
  });
});

test("a closed socket says EBADF", () => {
  const socket = new NetlinkSocket(NETLINK_ROUTE);
  socket.close();
  expect(() => socket.exchange(linkDump, () => true)).toThrow(expect.objectContaining({ code: "EBADF" }));
});

test("without privileges the socket opens all the same and can read", () => {
  if (process.geteuid?.() !== 0) return;
  process.seteuid?.(65534);
  try {
    const socket = keep(new NetlinkSocket(NETLINK_ROUTE));
    expect(socket.exchange(linkDump, has(NLMSG_DONE)).flatMap(messages).length).toBeGreaterThan(1);
  } finally {
    process.seteuid?.(0);
  }
});
