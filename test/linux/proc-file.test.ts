/** Files of /proc are read whole, whatever their length. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readProcFile } from "../../src/linux/proc-file.ts";

test("what has no size, and what takes more than one reading", () => {
  expect(readProcFile("/proc/self/cmdline")).toBe(readFileSync("/proc/self/cmdline", "latin1"));
  const symbols = readFileSync("/proc/kallsyms", "latin1");
  expect(symbols.length).toBeGreaterThan(64 * 1024);
  expect(readProcFile("/proc/kallsyms")).toBe(symbols);
});

test("a missing one is the system's error", () => {
  expect(() => readProcFile("/proc/none")).toThrow(expect.objectContaining({ code: "ENOENT" }));
});
