import { connect, createServer } from "node:net";
import { expect, test } from "vitest";
import { Socket } from "../../src/dgram-ext/index.ts";
import { dialer } from "../../src/linux/dialer.ts";
import type { DialOutcome } from "../../src/ports/dialer.ts";

const loopback = { family: 4, bytes: [127, 0, 0, 1] } as const;

function dial(
  address: { family: 4; bytes: readonly number[] },
  port: number,
  timeoutUs = 1_000_000,
): Promise<DialOutcome> {
  return new Promise((resolve) => {
    dialer.connect({ address, port, timeoutUs }, resolve);
  });
}

test("tells an accepted connection, a refused one and an unreachable network apart", async () => {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  expect(await dial(loopback, port)).toEqual({ kind: "connected" });
  await new Promise((resolve) => server.close(resolve));
  expect(await dial(loopback, port)).toEqual({ kind: "refused", code: "ECONNREFUSED" });
  // Class E is no network that Linux would send to.
  expect((await dial({ family: 4, bytes: [255, 255, 255, 255] }, 80)).kind).toBe("unreachable");
});

test("a server whose queue is full never answers: a timeout", async () => {
  const listener = Socket.open("inet", "stream");
  listener.bind({ family: "inet", address: loopback, port: 0 });
  listener.listen(0);
  const bound = listener.localAddress();
  const port = bound?.family === "inet" ? bound.port : 0;
  // One connection fills the queue; Linux then drops further SYNs.
  const filler = [1, 2].map(() => connect({ host: "127.0.0.1", port }).on("error", () => {}));
  await new Promise((resolve) => filler[0]?.once("connect", resolve));
  expect(await dial(loopback, port, 300_000)).toEqual({ kind: "timeout" });
  for (const socket of filler) socket.destroy();
  listener.close();
});
