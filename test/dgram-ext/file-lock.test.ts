/** Locks on a file between two processes, as pid files need them. */
import { closeSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lockFile, lockHolder, lockRecord } from "../../src/dgram-ext/index.ts";
import { ending, line, startChild } from "../support/addon-child.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vigil-lock-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A child that holds a lock until its standard input ends. */
async function holder(file: string, call: string) {
  const child = startChild(
    `const fd = fs.openSync(${JSON.stringify(file)}, "a+"); say(String(addon.${call})); process.stdin.on("end", () => process.exit()).resume();`,
  );
  expect(await line(child)).toBe("true");
  const ended = ending(child);
  return {
    pid: child.pid,
    async leave() {
      child.stdin?.end();
      await ended;
    },
  };
}

test("a record lock keeps another process out and names it, until that process is gone", async () => {
  const file = join(folder, "record.pid");
  const other = await holder(file, "fcntlLock(fd, 1)");
  const fd = openSync(file, "a+");
  expect(lockRecord(fd, "exclusive")).toBe(false);
  expect(lockRecord(fd, "shared")).toBe(false);
  expect(lockHolder(fd, "exclusive")).toBe(other.pid);
  await other.leave();
  expect(lockHolder(fd, "exclusive")).toBeUndefined();
  expect(lockRecord(fd, "exclusive")).toBe(true);
  expect(lockRecord(fd, "unlocked")).toBe(true);
  closeSync(fd);
});

test("shared record locks stand side by side, an exclusive one does not join them", async () => {
  const file = join(folder, "shared.pid");
  const other = await holder(file, "fcntlLock(fd, 0)");
  const fd = openSync(file, "a+");
  expect(lockRecord(fd, "shared")).toBe(true);
  expect(lockRecord(fd, "exclusive")).toBe(false);
  await other.leave();
  closeSync(fd);
});

test("flock keeps out another process, and another open of the same file in this one", async () => {
  const file = join(folder, "flock.pid");
  const other = await holder(file, "flock(fd, 2)");
  const fd = openSync(file, "a+");
  expect(lockFile(fd, "exclusive")).toBe(false);
  await other.leave();
  expect(lockFile(fd, "exclusive")).toBe(true);
  const second = openSync(file, "a+");
  expect(lockFile(second, "shared")).toBe(false);
  closeSync(fd);
  expect(lockFile(second, "shared")).toBe(true);
  closeSync(second);
});

test("a descriptor that is not open is EBADF", () => {
  for (const [call, syscall] of [
    [() => lockRecord(-1, "exclusive"), "fcntl"],
    [() => lockHolder(-1, "exclusive"), "fcntl"],
    [() => lockFile(-1, "exclusive"), "flock"],
  ] as const) {
    expect(call).toThrow(expect.objectContaining({ code: "EBADF", errno: -9, syscall }));
  }
});
