/** `vigil demo` and `vigil lab` as a person runs them: the demo green when all goes well, gone when it is killed. */
import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from "vitest";
import type { Machine } from "../../src/lab/machine.ts";
import { dist, openTestMachine, runScript, say } from "./harness.ts";

const limitMs = 400_000;
const command = [process.execPath, join(dist, "main.js"), "demo"] as const;

/** Starts the demo here and gathers what it prints. */
function startDemo(words: readonly string[]) {
  const [program, ...args] = command;
  const child = spawn(program, [...args, ...words], { stdio: ["ignore", "pipe", "inherit"] });
  const state = { text: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    state.text += text;
  });
  onTestFailed(() => say(state.text));
  const status = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { child, state, status };
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 100));
}

/** Command lines of this user's processes that are children, at whatever depth, of `pid`. */
async function descendants(pid: number): Promise<readonly number[]> {
  const { stdout } = await promisify(execFile)("ps", ["-e", "-o", "pid=,ppid="]);
  const parents = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const children = parents.filter(([, parent]) => parent === pid).map(([child]) => child ?? 0);
  const deeper = await Promise.all(children.map(descendants));
  return [...children, ...deeper.flat()];
}

describe("demo", () => {
  it("holds everything it promises", { timeout: limitMs }, async () => {
    const start = performance.now();
    const { state, status } = startDemo([]);
    expect(await status).toBe(0);
    say(`the demo took ${((performance.now() - start) / 1000).toFixed(0)} s`);
    expect(state.text).toContain("Everything held.");
    expect(state.text).not.toContain("FAILED");
    expect(state.text).toMatch(/held +lvs02 takes over; the client waits about 3414 ms/);
  });

  it.each(["SIGINT", "SIGKILL"] as const)(
    "leaves no process behind after %s",
    { timeout: limitMs },
    async (signal) => {
      const { child, state, status } = startDemo([]);
      await until(() => /laying the network/.test(state.text));
      const started = await descendants(child.pid ?? 0);
      expect(started).not.toHaveLength(0);
      child.kill(signal);
      await status;
      await until(() => started.every((pid) => !existsSync(`/proc/${pid}`)));
    },
  );
});

describe("on a machine with IPVS", () => {
  let machine: Machine | undefined;
  beforeAll(async () => {
    machine = await openTestMachine([]);
  }, limitMs);
  afterAll(() => machine?.close());

  it("runs a script beside the lab, with its words, its output and its exit status", {
    timeout: limitMs,
  }, async () => {
    const { status, lines } = await runScript(
      machine,
      `
cat > /tmp/look.sh <<'END'
echo "$1 of $#"
ip netns exec "$NS_CLIENT" ip -4 -o address show dev eth0
nsenter -a -t "$PID_LVS01" ip -4 -o address show dev eth1
ip netns exec "$NS_ROUTE" iptables -t nat -S PREROUTING | grep -c -- "--to-destination $VIP:80"
exit 7
END
'${process.execPath}' '${join(dist, "main.js")}' lab --lvs01 none --lvs02 none /tmp/look.sh one 'and two'`,
      limitMs,
    );
    expect(lines[0]).toBe("one of 2");
    expect(lines[1]).toContain("inet 10.0.0.10/24");
    expect(lines[2]).toContain("inet 172.16.1.3/24");
    expect(lines[3]).toBe("1");
    expect(status).toBe(7);
  });
});
