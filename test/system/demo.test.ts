/** `vigil demo` and `vigil lab` as a person runs them: the demo green when all goes well, red when something does not recover, gone when it is killed. */
import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from "vitest";
import type { Machine } from "../../src/lab/machine.ts";
import { dist, openTestMachine, say } from "./harness.ts";

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

/** Everything below runs as root on a kernel with IPVS: there demo and lab use the machine itself. */
describe("on a machine with IPVS", () => {
  let machine: Machine | undefined;
  beforeAll(async () => {
    machine = await openTestMachine([]);
  }, limitMs);
  afterAll(() => machine?.close());

  async function runInside(
    script: string,
  ): Promise<{ readonly status: number; readonly lines: readonly string[] }> {
    if (machine === undefined) throw new Error("no machine");
    const lines: string[] = [];
    // Shown on failure only: a demo that is red on purpose must not look like a test that is.
    onTestFailed(() => say(lines.map((line) => `  ${line}`).join("\n")));
    const onLine = (line: string) => lines.push(line);
    const { status } = await machine.run({ argv: ["sh", "-c", script], onLine, limitMs });
    return { status, lines };
  }

  const demo = command.map((word) => `'${word}'`).join(" ");

  it("runs there, and is red when a web server or a director stays dead", { timeout: limitMs }, async () => {
    const faults = ["web-stays-dead", "director-stays-dead"];
    const runs = faults.map((fault) => `(${demo} --fault ${fault}; echo "${fault} ended with $?") &`);
    const { lines } = await runInside(`${runs.join("\n")}\nwait`);
    const text = lines.join("\n");
    expect(text.match(/running on this machine/g)).toHaveLength(2);
    expect(text).toContain("web-stays-dead ended with 1");
    expect(text).toContain("director-stays-dead ended with 1");
    expect(text).toMatch(/FAILED a web server that comes back is put back/);
    expect(text).toMatch(/FAILED lvs01 preempts when it returns/);
    expect(text.match(/NOT everything held/g)).toHaveLength(2);
  });

  it("runs a script beside the lab, with its words, its output and its exit status", {
    timeout: limitMs,
  }, async () => {
    const { status, lines } = await runInside(`
cat > /tmp/look.sh <<'END'
echo "$1 of $#"
ip netns exec "$NS_CLIENT" ip -4 -o address show dev eth0
nsenter -a -t "$PID_LVS01" ip -4 -o address show dev eth1
ip netns exec "$NS_ROUTE" iptables -t nat -S PREROUTING | grep -c -- "--to-destination $VIP:80"
exit 7
END
'${process.execPath}' '${join(dist, "main.js")}' lab --lvs01 none --lvs02 none /tmp/look.sh one 'and two'`);
    expect(lines[0]).toBe("one of 2");
    expect(lines[1]).toContain("inet 10.0.0.10/24");
    expect(lines[2]).toContain("inet 172.16.1.3/24");
    expect(lines[3]).toBe("1");
    expect(status).toBe(7);
  });

  it("leaves nothing of the network behind when it is interrupted, ended or killed", {
    timeout: limitMs,
  }, async () => {
    const { status, lines } = await runInside(`
ip link > /tmp/links-before
for signal in INT TERM KILL; do
  (
    ${demo} > /tmp/demo-$signal 2>&1 &
    until grep -q 'starting both' /tmp/demo-$signal; do sleep 0.2; done
    sleep 2
    kill -$signal $!
  ) &
done
until [ "$(cat /tmp/demo-* 2>/dev/null | grep -c 'laying the network')" = 3 ]; do sleep 0.2; done
until [ "$(ip netns | grep -c '^vgl-.*-lvs02')" -gt 0 ]; do sleep 0.2; done
ip link | diff /tmp/links-before - || exit 3
wait
for try in $(seq 300); do [ -z "$(ip netns)" ] && break; sleep 0.2; done
ip netns
ps -e -o args | grep -E '[k]eepalived|[h]ttpd|[l]ab-(guest|client)'
ls /run/vigil-lab
ip link | diff /tmp/links-before - || exit 4
exit 0`);
    expect(lines).toEqual([]);
    expect(status).toBe(0);
  });
});
