/** One holder at a time, and none for ever. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withLock } from "../../src/lab/lock-file.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lock-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("two never work at once, and the file goes away", async () => {
  const file = join(folder, "lock");
  let inside = 0;
  const work = async () => {
    inside += 1;
    expect(inside).toBe(1);
    await sleep(20);
    inside -= 1;
  };
  await Promise.all([withLock(file, work), withLock(file, work)]);
  expect(readdirSync(folder)).toEqual([]);
});

test("a lock whose holder is gone is taken over", async () => {
  const file = join(folder, "lock");
  writeFileSync(file, "1:0");
  expect(await withLock(file, async () => "worked")).toBe("worked");
});

test("a failure releases it", async () => {
  const file = join(folder, "lock");
  await expect(
    withLock(file, async () => {
      throw new Error("failed inside");
    }),
  ).rejects.toThrow("failed inside");
  expect(readdirSync(folder)).toEqual([]);
});
