/** The kernel inside a bzImage of our own making: header of the x86 boot protocol, compressed payload, ELF note or none. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findProgram } from "../../../src/lab/requirements.ts";
import { writeUncompressedKernel } from "../../../src/lab/vm/uncompressed-kernel.ts";

const pvhNote = Buffer.from([4, 0, 0, 0, 8, 0, 0, 0, 18, 0, 0, 0, 0x58, 0x65, 0x6e, 0]);
const kernel = Buffer.concat([Buffer.from("\u007fELF"), Buffer.alloc(5000, 7), pvhNote, Buffer.alloc(100)]);

/** 2 setup sectors after the first, the payload 64 bytes into what follows, its length appended where the build does so. */
function bzImage(payload: Buffer): Buffer {
  const image = Buffer.alloc(3 * 512 + 64 + payload.length + 32);
  image.writeUInt8(2, 0x1f1);
  image.write("HdrS", 0x202);
  image.writeUInt16LE(0x20f, 0x206);
  image.writeUInt32LE(64, 0x248);
  image.writeUInt32LE(payload.length, 0x24c);
  payload.copy(image, 3 * 512 + 64);
  return image;
}

const withLength = (bytes: Buffer) => Buffer.concat([bytes, Buffer.from([1, 2, 3, 4])]);
const compress = (program: string, input: Buffer) => execFileSync(program, ["-c"], { input });

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kernel-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function unpack(image: Buffer): Promise<Buffer | undefined> {
  writeFileSync(join(folder, "vmlinuz"), image);
  const target = join(folder, "kernel");
  const done = await writeUncompressedKernel(join(folder, "vmlinuz"), target);
  expect(existsSync(target)).toBe(done);
  return done ? readFileSync(target) : undefined;
}

describe("uncompressed kernel", () => {
  test.each(["xz", "zstd"])("%s", async (program) => {
    if (findProgram(program) === undefined) return console.warn(`${program} is missing`);
    expect(await unpack(bzImage(withLength(compress(program, kernel))))).toEqual(kernel);
  });

  test("gzip, which carries its length itself", async () => {
    expect(await unpack(bzImage(compress("gzip", kernel)))).toEqual(kernel);
  });

  test("one that qemu cannot enter is left packed", async () => {
    expect(await unpack(bzImage(compress("gzip", kernel.subarray(0, 5000))))).toBeUndefined();
  });

  test("what is no kernel image, or compressed in another way, is left as it is", async () => {
    expect(await unpack(Buffer.alloc(4096))).toBeUndefined();
    expect(await unpack(bzImage(Buffer.alloc(4096, 0x42)))).toBeUndefined();
  });

  test("a damaged payload is left packed", async () => {
    expect(await unpack(bzImage(compress("gzip", kernel).subarray(0, 30)))).toBeUndefined();
  });
});
