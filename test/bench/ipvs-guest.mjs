/**
 * One side of `npm run bench:ipvs`, on a kernel with IPVS: `node ipvs-guest.mjs SIDE DIST FOLDER` fills this network namespace's
 * table and says as one line of JSON what a probe outside of the program saw. Needs root and the namespace to itself.
 */
import { spawn, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { ruleFile, SERVERS_EACH, SERVICES, serviceFile } from "./ipvs-files.mjs";

const [, , side, dist, folder] = process.argv;
const full = SERVICES * (1 + SERVERS_EACH);
const commands = {
  // Without the regular comparison with the kernel's table, which keepalived does not have.
  vigil: [process.execPath, `${dist}/main.js`, "keepalived", "--reconcile=off"],
  keepalived: ["keepalived"],
};
const tracing = "/sys/kernel/tracing";
const probe = "vigil_bench";

const nowMs = () => performance.now();
/** A line of its own: the result alone begins with a brace. */
const say = (text) => process.stdout.write(`  ${(nowMs() / 1000).toFixed(0)} s  ${side}: ${text}\n`);

/** Entries of the table: three lines are the heading. Its reading takes the longer the more there are. */
function entries() {
  let text;
  try {
    text = readFileSync("/proc/net/ip_vs");
  } catch {
    return 0;
  }
  let lines = 0;
  for (let at = text.indexOf(10); at >= 0; at = text.indexOf(10, at + 1)) lines++;
  return Math.max(0, lines - 3);
}

/** How often the kernel was asked to change a table, by anybody. */
function requests() {
  const line = readFileSync(`${tracing}/kprobe_profile`, "latin1")
    .split("\n")
    .find((text) => text.trim().startsWith(`${probe} `));
  return Number(line?.trim().split(/\s+/)[1]);
}

function countRequests() {
  spawnSync("mount", ["-t", "tracefs", "tracefs", tracing]);
  spawnSync("modprobe", ["ip_vs"]);
  try {
    writeFileSync(`${tracing}/kprobe_events`, `p:${probe} ip_vs_genl_set_cmd\n`, { flag: "a" });
  } catch {
    // An earlier side has set it.
  }
  writeFileSync(`${tracing}/events/kprobes/${probe}/enable`, "1");
}

/** Without requests for so long, the table is looked at: counting 38,000 entries takes the kernel seconds. */
const quietMs = 500;

/** Waits until the table has that many entries. The times are those of the first request that came and of the last. */
async function until(wanted, limitMs) {
  const beganMs = nowMs();
  let seen = requests();
  let firstMs;
  let atMs = beganMs;
  let isCounted = true;
  while (nowMs() - beganMs < limitMs) {
    await sleep(20);
    const now = requests();
    if (now !== seen) {
      atMs = nowMs();
      firstMs ??= atMs;
      isCounted = false;
      seen = now;
    } else if (!isCounted && nowMs() - atMs > quietMs) {
      isCounted = true;
      if (entries() === wanted) return { firstMs, atMs };
    }
  }
  return { firstMs };
}

/** The program and all that it started. */
function family(pid) {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "latin1").trim();
  return [pid, ...(children === "" ? [] : children.split(" ").flatMap((child) => family(Number(child))))];
}

function cpuTicks(pid) {
  let ticks = 0;
  for (const one of family(pid)) {
    const words = readFileSync(`/proc/${one}/stat`, "latin1")
      .replace(/^.*\) /, "")
      .split(" ");
    ticks += Number(words[11]) + Number(words[12]);
  }
  return ticks;
}

/** Waits until the program has used less than a tenth of a processor for 3 s. */
async function untilIdle(pid) {
  for (let last = cpuTicks(pid), round = 0; round < 60; round++) {
    await sleep(3_000);
    const ticks = cpuTicks(pid);
    if (ticks - last <= 30) return;
    last = ticks;
  }
  throw new Error(`${side} is still at work after 180 s`);
}

function peakMib(pid) {
  return family(pid).map((one) => {
    const status = readFileSync(`/proc/${one}/status`, "latin1");
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024);
  });
}

async function daemon() {
  countRequests();
  const config = `${folder}/${side}.conf`;
  writeFileSync(config, serviceFile());
  const [program, ...words] = commands[side];
  const files = ["-p", `${folder}/${side}.pid`, "-c", `${folder}/${side}-checkers.pid`];
  const atFirst = requests();
  const began = nowMs();
  const child = spawn(program, [...words, "-n", "-l", "-C", "-f", config, ...files], { stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const filled = await until(full, 240_000);
  say(`full after ${Math.round(filled.atMs - began)} ms`);
  await untilIdle(child.pid);
  const atStart = requests() - atFirst;
  say("SIGHUP, nothing changed");
  process.kill(child.pid, "SIGHUP");
  await untilIdle(child.pid);
  const unchanged = requests() - atFirst - atStart;
  const mib = peakMib(child.pid);

  writeFileSync(config, serviceFile({ without: 1 }));
  const before = requests();
  say("SIGHUP, one server removed");
  const signalledMs = nowMs();
  process.kill(child.pid, "SIGHUP");
  const removed = await until(full - 1, 120_000);
  await untilIdle(child.pid);
  const oneRemoved = requests() - before;

  say("stop");
  const stopMs = nowMs();
  child.kill("SIGTERM");
  const emptied = await until(0, 20_000);
  await Promise.race([ended, sleep(15_000)]);
  const left = entries();
  child.kill("SIGKILL");
  return {
    startToFullMs: filled.atMs === undefined ? undefined : filled.atMs - began,
    fillMs: filled.atMs === undefined ? undefined : filled.atMs - filled.firstMs,
    firstMs: filled.firstMs - began,
    requests: { atStart, unchanged, oneRemoved },
    hupToKernelMs: removed.atMs === undefined ? undefined : removed.atMs - signalledMs,
    stopMs: emptied.atMs === undefined ? undefined : emptied.atMs - stopMs,
    left,
    mib,
  };
}

async function ipvsadm() {
  countRequests();
  const rules = `${folder}/rules`;
  writeFileSync(rules, ruleFile());
  const began = nowMs();
  const child = spawn("sh", ["-c", 'exec ipvsadm -R < "$1"', "sh", rules], { stdio: "ignore" });
  const filled = await until(full, 240_000);
  child.kill();
  const listing = () => {
    const times = { vigil: [], ipvsadm: [] };
    for (let round = 0; round < 5; round++) {
      for (const [name, program, words] of [
        ["vigil", process.execPath, [`${dist}/main.js`, "ipvsadm", "-Ln"]],
        ["ipvsadm", "ipvsadm", ["-Ln"]],
      ]) {
        const start = nowMs();
        const { status, stdout } = spawnSync(program, words, { maxBuffer: 2 ** 28 });
        if (status !== 0) throw new Error(`${name} -Ln ended with ${status}`);
        times[name].push({ ms: nowMs() - start, bytes: stdout.length });
      }
    }
    return times;
  };
  return { startToFullMs: filled.atMs - began, fillMs: filled.atMs - filled.firstMs, listing: listing() };
}

const result = side === "ipvsadm" ? await ipvsadm() : await daemon();
process.stdout.write(`${JSON.stringify({ side, ...result })}\n`);
process.exit(0);
