/** Watching sockets: errors do not end it, exceptions reach uncaughtException, and every way of closing is safe. */
import { Worker } from "node:worker_threads";
import { afterEach, describe, expect, test } from "vitest";
import { Socket, type SocketEvents } from "../../src/dgram-ext/index.ts";
import { addonFile, ending, startChild } from "../support/addon-child.ts";
import { describeAsRoot, interfaceIndex, namespacePair, run, within } from "../support/namespaces.ts";

const opened: Socket[] = [];
afterEach(() => {
  for (const socket of opened.splice(0)) socket.close();
});

function pairOfDatagramSockets(name: string): { receiver: Socket; sender: Socket } {
  const address = { family: "unix", abstract: `vigil-watch-${process.pid}-${name}` } as const;
  const receiver = Socket.open("unix", "datagram");
  const sender = Socket.open("unix", "datagram");
  opened.push(receiver, sender);
  receiver.bind(address);
  sender.connect(address);
  return { receiver, sender };
}

const immediate = () => new Promise((resolve) => setImmediate(resolve));

/** The watcher's next call. */
function next(socket: Socket, want = {}): Promise<SocketEvents> {
  return new Promise((resolve) => {
    socket.watch((events) => {
      socket.unwatch();
      resolve(events);
    }, want);
  });
}

describe("a watched socket", () => {
  test("is reported again until it is read empty", async () => {
    const { receiver, sender } = pairOfDatagramSockets("again");
    sender.send(new Uint8Array(1));
    expect(await next(receiver)).toEqual({ readable: true, writable: false, error: undefined });
    expect(await next(receiver)).toEqual({ readable: true, writable: false, error: undefined });
    receiver.receive();
    expect(await next(receiver, { writable: true })).toEqual({
      readable: false,
      writable: true,
      error: undefined,
    });
  });

  test("says nothing after unwatch() or close(), even for what was already waiting", async () => {
    const { receiver, sender } = pairOfDatagramSockets("silent");
    let calls = 0;
    sender.send(new Uint8Array(1));
    receiver.watch(() => calls++);
    receiver.unwatch();
    await immediate();
    receiver.watch(() => calls++);
    receiver.close();
    await immediate();
    await immediate();
    expect(calls).toBe(0);
  });

  test("may be closed in its own callback, and its number used again at once", async () => {
    for (let round = 0; round < 50; round++) {
      const { receiver, sender } = pairOfDatagramSockets(`reuse-${round}`);
      sender.send(new Uint8Array(1));
      await new Promise<void>((resolve) => {
        receiver.watch(() => {
          const { fd } = receiver;
          receiver.close();
          const successor = Socket.open("unix", "datagram");
          opened.push(successor);
          expect(successor.fd).toBe(fd);
          successor.watch(() => resolve(), { writable: true });
        });
      });
    }
  });
});

describe("a process", () => {
  const watched = `
    const fd = addon.timerCreate(); addon.timerSet(fd, 1);
    const handle = addon.pollOpen(fd, () => { CALLBACK });
    addon.pollStart(handle, 1);`;

  test("gets an exception of a callback as uncaughtException and goes on", async () => {
    const body = watched.replace("CALLBACK", `addon.timerRead(fd); throw new Error("from the callback");`);
    const script = `process.on("uncaughtException", (error) => { say(error.message); addon.handleClose(handle); });${body}`;
    expect(await ending(startChild(script))).toMatchObject({ code: 0, stdout: "from the callback\n" });
  });

  test("that does not catch it ends with Node's own status and report", async () => {
    const { code, signal, stderr } = await ending(
      startChild(watched.replace("CALLBACK", `throw new Error("from the callback");`)),
    );
    expect({ code, signal }).toEqual({ code: 1, signal: null });
    expect(stderr).toContain("Error: from the callback");
  });

  test("runs promises and ticks after each callback", async () => {
    const body = watched.replace(
      "CALLBACK",
      `addon.handleClose(handle); Promise.resolve().then(() => say("promise")); process.nextTick(() => say("tick")); say("callback");`,
    );
    expect((await ending(startChild(body))).stdout).toBe("callback\ntick\npromise\n");
  });

  test("may leave in a callback, and may drop a handle without closing it", async () => {
    expect((await ending(startChild(watched.replace("CALLBACK", "process.exit(7);")))).code).toBe(7);
    const dropped = `for (let i = 0; i < 1000; i++) { const h = addon.signalOpen(() => {}); if (i % 2) addon.handleClose(h); else addon.handleRef(h, false); } gc(); say("done");`;
    expect(
      await ending(
        startChild(
          `require("node:v8").setFlagsFromString("--expose-gc"); globalThis.gc = require("node:vm").runInNewContext("gc"); ${dropped}`,
        ),
      ),
    ).toMatchObject({ code: 0, stdout: "done\n" });
  });
});

test("workers that are terminated while they watch leave cleanly", async () => {
  const body = `
    const addon = require(${JSON.stringify(addonFile)});
    const { parentPort } = require("node:worker_threads");
    const fd = addon.timerCreate(); addon.timerSet(fd, 1);
    let calls = 0;
    addon.pollStart(addon.pollOpen(fd, () => { if (++calls === 3) parentPort.postMessage("busy"); }), 1);
    addon.signalStart(addon.signalOpen(() => {}), 36);`;
  for (let round = 0; round < 4; round++) {
    const worker = new Worker(body, { eval: true });
    await new Promise((resolve) => worker.once("message", resolve));
    expect(await worker.terminate()).toBe(1);
  }
});

describeAsRoot("a link that goes down", () => {
  const { a } = namespacePair("watch");

  test("is told as ENETDOWN by an AF_PACKET socket, which is watched on", async () => {
    const everything = 3; // ETH_P_ALL
    const socket = within(a, () => Socket.open("packet", "raw", everything));
    opened.push(socket);
    socket.bind({ family: "packet", interfaceIndex: interfaceIndex(a, "veth0"), protocol: everything });
    while (socket.receive() !== undefined);
    const errors: (string | undefined)[] = [];
    const wakes: { resolve: () => void } = { resolve: () => {} };
    socket.watch(({ error }) => {
      if (error !== undefined) errors.push(error.code);
      let bytes = 0;
      for (let got = socket.receive(); got !== undefined; got = socket.receive()) bytes += got.data.length;
      if (error !== undefined || bytes > 0) wakes.resolve();
    });
    const woken = () => new Promise<void>((resolve) => Object.assign(wakes, { resolve }));
    const down = woken();
    run(`ip -n ${a} link set veth0 down`);
    await down;
    expect(errors).toEqual(["ENETDOWN"]);
    const up = woken();
    run(`ip -n ${a} link set veth0 up`);
    const sender = within(a, () => Socket.open("inet", "datagram"));
    opened.push(sender);
    sender.send(new Uint8Array(1), {
      to: { family: "inet", address: { family: 4, bytes: [192, 0, 2, 2] }, port: 9 },
    });
    await up;
    expect(errors).toEqual(["ENETDOWN"]);
  });
});
