/** The built reader as the daemon runs it: what it leaves for the next one, and what that one makes of it. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Duplex } from "node:stream";
import { afterAll, expect, test } from "vitest";
import { frame, readFrames } from "../../src/daemon/frames.ts";
import type { ConfigurationMessage, ReaderMessage } from "../../src/daemon/messages.ts";
import { CheckerSliceReader, withoutBasis } from "../../src/reader/checker-slice.ts";
import { service } from "../support/config-context.ts";

const reader = resolve(import.meta.dirname, "../../dist/reader.js");
const folder = mkdtempSync(join(tmpdir(), "vigil-reader-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Reading {
  readonly message: ConfigurationMessage;
  readonly slice: Buffer;
  readonly memory: Buffer | undefined;
}

function read(text: string, memory?: Buffer, more = {}): Promise<Reading> {
  const configFile = join(folder, "keepalived.conf");
  writeFileSync(configFile, text);
  const options = JSON.stringify({ configFile, ...more });
  const child = spawn(process.execPath, [reader, options], {
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
  const socket = child.stdio[3] as Duplex;
  return new Promise((done, failed) => {
    let configuration: Omit<Reading, "memory"> | undefined;
    const end = (left?: Buffer) => {
      child.kill("SIGKILL");
      if (configuration !== undefined) done({ ...configuration, memory: left });
    };
    const take = readFrames((value, attached) => {
      const message = value as ReaderMessage;
      if (message.kind === "memory") return end(attached[0]);
      const slice = attached[message.slices.indexOf("checker")] ?? Buffer.alloc(0);
      configuration = { message, slice };
      if (!message.leavesMemory) end();
    });
    socket.on("data", take);
    child.on("exit", (status) => failed(new Error(`the reader ended with ${status}`)));
    for (const bytes of frame({ kind: "read" }, memory === undefined ? [] : [memory])) socket.write(bytes);
  });
}

const services = Array.from({ length: 800 }, (_, index) =>
  service().replace("10.0.0.1 80", `10.0.${index >> 8}.${index & 255} 80`),
);
const before = services.join("\n");
const after = services.with(7, service({ service: ["delay_loop 5"] })).join("\n");

test("of a large file the second reader names what has not changed", async () => {
  const first = await read(before);
  const second = await read(after, first.memory);
  const [head = "", ...texts] = second.slice.toString().split("\t");
  expect(texts.filter((text) => text.startsWith("{"))).toHaveLength(1);
  expect(texts[8]).toBe("8");
  const whole = withoutBasis(second.slice, first.slice).toString();
  const cold = await read(after);
  const contentOf = (slice: string) => new CheckerSliceReader().read(slice);
  expect(contentOf(whole)).toEqual(contentOf(cold.slice.toString()));
  expect(JSON.parse(head)).toMatchObject({ serviceCount: 800 });
  const third = await read(before, second.memory);
  expect(contentOf(withoutBasis(third.slice, Buffer.from(whole)).toString())).toEqual(
    contentOf(first.slice.toString()),
  );
});

test("nothing is left of a small file, nor for a dump, and of an unusable one nothing at all", async () => {
  const small = await read(services.slice(0, 3).join("\n"));
  expect(small.message).toMatchObject({ leavesMemory: false, idle: ["vrrp"], exitCode: 0 });
  expect((await read(before, undefined, { dumpConfig: true })).message.leavesMemory).toBe(false);
  const unusable = await read(`${before}\nvrrp_instance V {\n virtual_router_id\n}`);
  expect(unusable.message).toMatchObject({ leavesMemory: false, slices: [] });
  expect(unusable.message.exitCode).not.toBe(0);
});

test("what another build has left is passed over", async () => {
  const first = await read(before);
  const left = JSON.parse(first.memory?.toString() ?? "{}") as { build: string };
  const isUsed = async (memory: unknown) =>
    (await read(before, Buffer.from(JSON.stringify(memory)))).slice.includes('"basis"');
  expect(await isUsed(left)).toBe(true);
  expect(await isUsed({ ...left, build: "0.0.0" })).toBe(false);
});
