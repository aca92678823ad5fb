/**
 * `npm run bench:parse`: how long `-t` takes as a whole process, ours beside keepalived's on the same generated files, run by
 * run in turn; our peak memory, our time at 2, 4 and 8 times the size, and `-t` of a small file beside Node.js that does nothing.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { servicesText } from "./services.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const ours = [process.execPath, `${root}dist/main.js`, "keepalived"];
const theirs = ["keepalived"];
const RUNS = 5;
/** A short run is over before a busy neighbour is: the median of more of them is steadier. */
const SMALL_RUNS = 15;
const SERVICES = 10_000;
const SERVERS = 5;
const limits = { ratio: 1, memoryMib: 400, smallMs: 120, growth: 1.3 };

const folder = mkdtempSync(join(tmpdir(), "vigil-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

function writeServices(count) {
  const file = join(folder, `${count}.conf`);
  writeFileSync(file, servicesText(count, SERVERS));
  return file;
}

/** Wall milliseconds from start to exit, and the peak of resident memory as last seen before it. */
function run(command, file) {
  const began = process.hrtime.bigint();
  const [program, ...words] = [...command, "-t", "-f", file];
  const child = spawn(program, words, { stdio: "ignore" });
  let peakKib = 0;
  const watch = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, "latin1");
      peakKib = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? peakKib);
    } catch {
      // It ended between two looks.
    }
  }, 10);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (status) => {
      clearInterval(watch);
      if (status !== 0) reject(new Error(`${program} ended with ${status} on ${file}`));
      resolve({ ms: Number(process.hrtime.bigint() - began) / 1e6, peakMib: peakKib / 1024 });
    });
  });
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

async function inTurn(file, commands, rounds = RUNS) {
  const found = commands.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, command] of commands.entries()) found[index].push(await run(command, file));
    process.stderr.write(".");
  }
  process.stderr.write("\n");
  return found;
}

function line(what, value, limit, held) {
  console.log(`${held ? "held  " : "FAILED"} ${what.padEnd(58)} ${value.padEnd(34)} ${limit}`);
  if (!held) process.exitCode = 1;
}

const version = spawnSync("keepalived", ["-v"], { encoding: "utf8" }).stderr ?? "";
if (version === "") {
  console.error("this benchmark needs keepalived (apt-get install keepalived)");
  process.exit(2);
}

const large = writeServices(SERVICES);
const megabytes = (statSync(large).size / 1e6).toFixed(1);
process.stderr.write(`${SERVICES} services, ${SERVICES * SERVERS} servers, ${megabytes} MB `);
const [vigil, keepalived] = await inTurn(large, [ours, theirs]);
const wall = (runs) => median(runs.map(({ ms }) => ms));
const ratio = wall(vigil) / wall(keepalived);
const peak = Math.max(...vigil.map(({ peakMib }) => peakMib));

process.stderr.write("a small file ");
// What comes after the double dash is the program's, which has none: Node itself starts and ends.
const nodeAlone = [process.execPath, "-e", "0", "--"];
const [smallRuns, smallTheirs, nodeRuns] = await inTurn(
  writeServices(2),
  [ours, theirs, nodeAlone],
  SMALL_RUNS,
);

const sizes = [1, 2, 4, 8];
const growth = [];
for (const size of sizes) {
  const file = size === 1 ? large : writeServices(SERVICES * size);
  process.stderr.write(`${size} times the size `);
  const [runs] = await inTurn(file, [ours]);
  growth.push(wall(runs));
  if (size !== 1) rmSync(file);
}
const perService = growth.map((ms, index) => (ms - wall(smallRuns)) / (SERVICES * sizes[index]));
const steepest = Math.max(...perService) / perService[0];

console.log(
  `${version.split("\n")[0]}, Node.js ${process.version}; medians of ${RUNS} (small file: ${SMALL_RUNS}), whole processes\n`,
);
line(
  `-t of ${SERVICES} services with ${SERVICES * SERVERS} servers`,
  `${wall(vigil).toFixed(0)} ms, keepalived ${wall(keepalived).toFixed(0)} ms: ${ratio.toFixed(2)}`,
  `at most ${limits.ratio}`,
  ratio <= limits.ratio,
);
line(
  "its peak memory",
  `${peak.toFixed(0)} MiB`,
  `at most ${limits.memoryMib} MiB`,
  peak <= limits.memoryMib,
);
line(
  `time at ${sizes.join(", ")} times the size`,
  `${growth.map((ms) => ms.toFixed(0)).join(", ")} ms`,
  `per service at most ${limits.growth} times the first`,
  steepest <= limits.growth,
);
line(
  "-t of a small file",
  `${wall(smallRuns).toFixed(0)} ms, keepalived ${wall(smallTheirs).toFixed(0)} ms, node -e 0 ${wall(nodeRuns).toFixed(0)} ms`,
  `at most ${limits.smallMs} ms`,
  wall(smallRuns) <= limits.smallMs,
);
