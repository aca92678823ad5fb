/** Another content in one step: mode and links stay, and what somebody else changed is left alone. */
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { replaceFile } from "../../src/linux/replace-file.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vigil-replace-"));
  writeFileSync(join(folder, "k.conf"), "caf\xe9\n", "latin1");
});
afterEach(() => rmSync(folder, { recursive: true }));

test("follows a link, keeps the mode and every byte, and leaves nothing behind", () => {
  const [file, link] = [join(folder, "k.conf"), join(folder, "link.conf")];
  chmodSync(file, 0o640);
  symlinkSync("k.conf", link);
  expect(replaceFile(link, "caf\xe9\n", "th\xe9\n")).toBeUndefined();
  expect(readFileSync(file, "latin1")).toBe("th\xe9\n");
  expect(statSync(file).mode & 0o777).toBe(0o640);
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(["k.conf", "link.conf"]);
});

test("refuses a file that was changed since, a missing one and the standard input", () => {
  const file = join(folder, "k.conf");
  expect(replaceFile(file, "something else", "x")).toContain("changed");
  expect(readFileSync(file, "latin1")).toBe("caf\xe9\n");
  expect(replaceFile(join(folder, "none"), "", "x")).toContain("ENOENT");
  expect(replaceFile("/dev/stdin", "", "x")).toContain("not named as a file");
});
