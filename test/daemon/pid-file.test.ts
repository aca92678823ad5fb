import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { holderOf, writePidFile } from "../../src/daemon/pid-file.ts";
import { fileLocks } from "../../src/linux/process-control.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vigil-pid-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("holds this process's pid, mode 0644, and goes with it", () => {
  const path = join(folder, "deeper", "keepalived.pid");
  const file = writePidFile(path, fileLocks);
  expect(readFileSync(path, "utf8")).toBe(`${process.pid}\n`);
  expect(statSync(path).mode & 0o777).toBe(0o644);
  file.remove();
  expect(holderOf(path, fileLocks)).toBeUndefined();
});

test("a stale file of a process that is gone is nobody's", () => {
  const path = join(folder, "keepalived.pid");
  writeFileSync(path, "2147483000\n");
  expect(holderOf(path, fileLocks)).toBeUndefined();
  writePidFile(path, fileLocks).remove();
});

test("a file that another process has locked names that process and cannot be taken", async () => {
  const path = join(folder, "keepalived.pid");
  const locker = `import fcntl,os,sys,time
f=open(sys.argv[1],"w"); fcntl.lockf(f,fcntl.LOCK_EX); f.write(str(os.getpid())); f.flush(); print("locked",flush=True); time.sleep(60)`;
  const other = spawn("python3", ["-c", locker, path], { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((resolve) => other.stdout.once("data", resolve));
  expect(holderOf(path, fileLocks)).toBe(other.pid);
  expect(() => writePidFile(path, fileLocks)).toThrow(expect.objectContaining({ code: "EAGAIN" }));
  other.kill("SIGKILL");
  await new Promise((resolve) => other.once("exit", resolve));
  expect(holderOf(path, fileLocks)).toBeUndefined();
});
