/** A director's machine on this kernel: processes seen from outside, orphans reaped, all ended by one stroke. Needs root. */
import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Container } from "../../../src/lab/director/container.ts";
import { waitFor } from "../../../src/lab/wait-for.ts";

const isRoot = process.getuid?.() === 0;
if (!isRoot) console.warn("not root: the lab's containers are not tested");

describe.skipIf(!isRoot)("container", () => {
  let container: Container;
  beforeEach(async () => {
    container = await Container.start(["env", "--"]);
  });
  afterEach(async () => {
    container.kill();
    await container.ended();
  });

  const start = (script: string) => {
    const [program = "", ...args] = [...container.enter(), "sh", "-c", script];
    return spawn(program, args, { stdio: "ignore" });
  };

  test("has a /run of its own, which can be read from outside", async () => {
    start("echo $$ > /run/keepalived.pid; sleep 60");
    await waitFor("the pid file", 5000, () => container.readFile("/run/keepalived.pid") !== undefined);
    await waitFor("its text", 5000, () => container.readFile("/run/keepalived.pid") !== "");
    const inside = Number(container.readFile("/run/keepalived.pid"));
    const outside = container.processes().get(inside);
    expect(execFileSync("cat", [`/proc/${outside}/status`], { encoding: "utf8" })).toContain(`\t${inside}\n`);
    expect(existsSync("/run/keepalived.pid")).toBe(false);
    expect(container.readFile("/run/vrrp.pid")).toBeUndefined();
  });

  test("reaps what outlives its parent", async () => {
    start("(sleep 0.2 &) ; exit");
    await waitFor("no process left", 5000, () => container.processes().size === 0);
  });

  test("ends with all its processes at once", async () => {
    start("trap '' TERM INT; sleep 60 & sleep 60 & wait");
    await waitFor("three processes", 5000, () => container.processes().size === 3);
    const pids = [...container.processes().values()];
    expect(container.alive).toBe(true);
    container.kill();
    await container.ended();
    expect(container.alive).toBe(false);
    await waitFor("their end", 5000, () => pids.every((pid) => !existsSync(`/proc/${pid}/root/run`)));
    expect(container.processes().size).toBe(0);
  });
});
