/** A pid alone may be another process by now. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { isRunning, processIdentity } from "../../src/lab/process-identity.ts";

test("this process runs, under its own start time only", () => {
  const [pid, start] = processIdentity().split(":");
  expect(isRunning(`${pid}:${start}`)).toBe(true);
  expect(isRunning(`${pid}:${Number(start) - 1}`)).toBe(false);
});

test("a process that ended does not run", async () => {
  const child = spawn("sleep", ["60"]);
  const identity = processIdentity(child.pid);
  expect(isRunning(identity)).toBe(true);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(isRunning(identity)).toBe(false);
});

test("what is no identity names nobody", () => {
  expect(isRunning("")).toBe(false);
  expect(isRunning("gone")).toBe(false);
});
