/**
 * What SIGHUP makes this machine do before the kernel is asked: `ipvs-plan.js BEFORE AFTER` runs a reader on AFTER, takes its slice as the
 * checker does, and lists the commands against the table of BEFORE. Says the times as one line of JSON.
 */
import { spawn } from "node:child_process";
import type { Duplex } from "node:stream";
import { fileURLToPath } from "node:url";
import { readFrames } from "../../src/daemon/frames.ts";
import { Pool } from "../../src/health/pool.ts";
import { desiredTable } from "../../src/ipvs/desired.ts";
import { diffTables } from "../../src/ipvs/diff.ts";
import { type CheckerSlice, parseSlice } from "../../src/reader/slices.ts";

const reader = fileURLToPath(new URL("../reader.js", import.meta.url));

function readSlice(configFile: string): Promise<string> {
  const options = { programName: "vigil", configFile, log: {}, umask: 0o77 };
  const child = spawn(process.execPath, [reader, JSON.stringify(options)], {
    stdio: ["ignore", "ignore", "inherit", "pipe"],
  });
  return new Promise((resolve) => {
    const take = readFrames((_, [slice]) => {
      resolve(slice?.toString("utf8") ?? "");
      child.kill("SIGKILL");
    });
    (child.stdio[3] as Duplex).on("data", take);
  });
}

function plan(pool: Pool, services: CheckerSlice["services"], current: ReturnType<typeof desiredTable>) {
  pool.configure(services, new Set(), Math.random, 0);
  const desired = desiredTable(services, (_, server) => pool.isUp(server));
  return { desired, commands: diffTables(desired, current, []) };
}

const elapsedMs = (since: number) => performance.now() - since;
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const [, , before = "", after = ""] = process.argv;
const pool = new Pool();
const running = plan(pool, parseSlice("checker", await readSlice(before)).services, { services: [] });
const reloads: number[] = [];
const plans: number[] = [];
let commands = 0;
for (let round = 0; round < 5; round++) {
  const start = performance.now();
  const slice = await readSlice(after);
  const planStart = performance.now();
  commands = plan(pool, parseSlice("checker", slice).services, running.desired).commands.length;
  reloads.push(elapsedMs(start));
  plans.push(elapsedMs(planStart));
}

/** The same services once, twice and four times, at other addresses. */
function larger(services: CheckerSlice["services"], factor: number): CheckerSlice["services"] {
  return Array.from({ length: factor }, (_, copy) =>
    services.map((service) =>
      "key" in service && service.key.kind === "address"
        ? { ...service, key: { ...service.key, port: service.key.port + copy } }
        : service,
    ),
  ).flat();
}

const { services } = parseSlice("checker", await readSlice(after));
const growthMs = [1, 2, 4].map((factor) => {
  const all = larger(services, factor);
  const times = [0, 1, 2].map(() => {
    const start = performance.now();
    plan(new Pool(), all, { services: [] });
    return elapsedMs(start);
  });
  return median(times);
});
const result = { reloadMs: median(reloads), planMs: median(plans), commands, growthMs };
process.stdout.write(`${JSON.stringify(result)}\n`);
