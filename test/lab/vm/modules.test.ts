/** Modules reach the initramfs decompressed, whatever the distribution packed them with. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findProgram } from "../../../src/lab/requirements.ts";
import { placeModule } from "../../../src/lab/vm/modules.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "modules-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const bytes = Buffer.from("\u007fELF a module");

test.each([
  ["ip_vs.ko", undefined],
  ["ip_vs.ko.xz", "xz"],
  ["ip_vs.ko.zst", "zstd"],
  ["ip_vs.ko.gz", "gzip"],
] as const)("%s", async (name, program) => {
  if (program !== undefined && findProgram(program) === undefined)
    return console.warn(`${program} is missing`);
  const source = join(folder, `from-${name}`);
  writeFileSync(source, program === undefined ? bytes : execFileSync(program, ["-c"], { input: bytes }));
  expect(await placeModule(source, folder)).toBe("from-ip_vs.ko");
  expect(readFileSync(join(folder, "from-ip_vs.ko"))).toEqual(bytes);
});

test("a damaged one is an error with the file's name", async () => {
  const source = join(folder, "broken.ko.xz");
  writeFileSync(source, "no xz");
  await expect(placeModule(source, folder)).rejects.toThrow(/broken\.ko\.xz/);
});
