/** The VM as such: programs run in it, their output comes as it is written, and what hangs or dies in it is an error with a reason. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cacheFolder } from "../../src/lab/cache-folder.ts";
import type { Machine } from "../../src/lab/machine.ts";
import { ensurePrograms, vmPrograms } from "../../src/lab/requirements.ts";
import { startVm } from "../../src/lab/vm/vm.ts";
import { say } from "./harness.ts";

async function start(): Promise<Machine> {
  await ensurePrograms([...vmPrograms, "ipvsadm", "ip"], say);
  return startVm({ cache: await cacheFolder(), progress: say });
}

async function linesOf(machine: Machine, script: string): Promise<readonly string[]> {
  const lines: string[] = [];
  const { status } = await machine.run({
    argv: ["sh", "-c", script],
    onLine: (line) => lines.push(line),
    limitMs: 60_000,
  });
  return [...lines, `status ${status}`];
}

describe("vm", { timeout: 240_000 }, () => {
  let machine: Machine;
  beforeAll(async () => {
    machine = await start();
  });
  afterAll(() => machine?.close());

  it("has IPVS with its schedulers, and the user is root", async () => {
    const script = "id -u; ipvsadm -A -t 192.0.2.1:80 -s sh; ipvsadm -Ln | tail -n 1";
    expect(await linesOf(machine, script)).toEqual(["0", "TCP  192.0.2.1:80 sh", "status 0"]);
  });

  it("hands back exit status, standard error, environment and folder", async () => {
    const lines: string[] = [];
    const result = await machine.run({
      argv: ["sh", "-c", `pwd; echo "$GREETING"; echo "it's wrong" >&2; exit 7`],
      env: { GREETING: "a 'quoted' $word" },
      cwd: "/usr",
      onLine: (line) => lines.push(line),
      limitMs: 60_000,
    });
    expect(lines).toEqual(["/usr", "a 'quoted' $word"]);
    expect(result).toEqual({ status: 7, stderr: "it's wrong\n" });
  });

  it("shows lines while the program still runs", async () => {
    const file = join(machine.share, "go-on");
    const lines: string[] = [];
    const run = machine.run({
      argv: ["sh", "-c", `echo first; until [ -e '${file}' ]; do sleep 0.1; done; echo second`],
      onLine: (line) => {
        lines.push(line);
        // Only a line that came before the end lets the program end.
        writeFileSync(file, "");
      },
      limitMs: 60_000,
    });
    expect((await run).status).toBe(0);
    expect(lines).toEqual(["first", "second"]);
  });

  it("runs several at once", async () => {
    const scripts = ["sleep 1; echo a", "echo b", "exit 3"];
    expect(await Promise.all(scripts.map((script) => linesOf(machine, script)))).toEqual([
      ["a", "status 0"],
      ["b", "status 0"],
      ["status 3"],
    ]);
  });

  it("sees this machine's files and cannot change them, but for its share", async () => {
    const marker = `/var/tmp/vigil-lab-${process.pid}`;
    const script = `cat /etc/debian_version; touch ${marker} && ls ${marker}; echo seen > '${machine.share}/seen'`;
    const version = readFileSync("/etc/debian_version", "utf8").trim();
    expect(await linesOf(machine, script)).toEqual([version, marker, "status 0"]);
    expect(existsSync(marker)).toBe(false);
    expect(readFileSync(join(machine.share, "seen"), "utf8")).toBe("seen\n");
  });

  it("ends a run that hangs, and says so with its last words", async () => {
    const own = await start();
    const run = own.run({ argv: ["sh", "-c", "echo stuck here >&2; sleep 600"], limitMs: 5000 });
    await expect(run).rejects.toMatchObject({
      code: "RUN_TIMEOUT",
      message: expect.stringMatching(/limit 5 s[\s\S]*stuck here/),
    });
    await own.close();
    expect(existsSync(own.share)).toBe(false);
  });

  it("says when the guest dies, with its kernel's last words", async () => {
    const own = await start();
    const run = own.run({ argv: ["sh", "-c", "echo c > /proc/sysrq-trigger; sleep 60"], limitMs: 60_000 });
    await expect(run).rejects.toMatchObject({
      code: "VM_DIED",
      message: expect.stringMatching(/Kernel panic/),
    });
    await own.close();
    expect(execFileSync("ps", ["-e", "-o", "args"], { encoding: "utf8" })).not.toContain(own.share);
  });
});
