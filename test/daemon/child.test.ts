/** What the parent hears of a child that ends. */
import { spawn } from "node:child_process";
import type { Duplex } from "node:stream";
import { expect, test } from "vitest";
import { whenOver } from "../../src/daemon/child.ts";

function start(program: string) {
  const child = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "inherit", "inherit", "pipe"] });
  return { child, socket: child.stdio[3] as Duplex };
}

/** As on a machine that is given nothing to run for so long. */
function stall(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

test("all that a child wrote before it ended is read, however slowly", async () => {
  // More than is read before anybody listens, and little enough for the socket's buffer to hold the rest: the child ends.
  const bytes = 140_000;
  const { child, socket } = start(`require("fs").writeSync(3, Buffer.alloc(${bytes}))`);
  let heard = 0;
  await new Promise<void>((done) => {
    child.once("exit", () => {
      socket.on("data", (chunk: Buffer) => {
        heard += chunk.length;
        stall(250);
      });
      stall(250);
    });
    whenOver(child, socket, () => done());
  });
  expect(heard).toBe(bytes);
});

test("a grandchild that keeps the socket does not keep the parent waiting", async () => {
  const { child, socket } = start(
    'require("child_process").spawn("sleep", ["5"], { stdio: ["ignore", "ignore", "ignore", 3] }); process.exit(3)',
  );
  socket.resume();
  const status = await new Promise((done) => whenOver(child, socket, (exitCode) => done(exitCode)));
  expect(status).toBe(3);
  expect(socket.destroyed).toBe(true);
});
