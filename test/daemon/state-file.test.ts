import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseOwnedAddresses } from "../../src/daemon/owned-addresses.ts";
import {
  readStateFile,
  removeStateFile,
  stateFilePath,
  writeStateFile,
} from "../../src/daemon/state-file.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vigil-state-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("is private, replaced in one step, and gone after removal", () => {
  const path = stateFilePath(join(folder, "keepalived.pid"), "addresses");
  writeStateFile(path, "one");
  writeStateFile(path, "two");
  expect(readStateFile(path)).toBe("two");
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(existsSync(`${path}.new`)).toBe(false);
  removeStateFile(path);
  removeStateFile(path);
  expect(readStateFile(path)).toBeUndefined();
});

test("two daemons with their own pid files have their own state", () => {
  expect(stateFilePath("/run/a.pid", "services")).not.toBe(stateFilePath("/run/b.pid", "services"));
});

test("a symbolic link in its place is neither read nor written through", () => {
  const path = stateFilePath(join(folder, "keepalived.pid"), "addresses");
  writeStateFile(path, "ours");
  removeStateFile(path);
  const victim = join(folder, "victim");
  writeFileSync(victim, "precious");
  symlinkSync(victim, path);
  expect(readStateFile(path)).toBeUndefined();
  writeStateFile(path, "ours");
  expect(readFileSync(victim, "utf8")).toBe("precious");
  expect(readStateFile(path)).toBe("ours");
});

test("a damaged list of addresses gives what of it is sound", () => {
  const sound = { interfaceName: "eth1", family: 4, bytes: [172, 16, 1, 100], prefixLength: 32 };
  expect(
    parseOwnedAddresses(
      JSON.stringify([sound, { ...sound, bytes: [1, 2] }, { ...sound, prefixLength: 64 }, null, 5]),
    ),
  ).toEqual([sound]);
  for (const text of ["", "[", "{}", "null", '"x"']) expect(parseOwnedAddresses(text)).toEqual([]);
});
