/** Two directors and a bridge as network namespaces of this machine, for benchmarks of VRRP alone (no IPVS needed). */
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const command = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
const examples = fileURLToPath(new URL("../../examples/lvs-dr/", import.meta.url));
const prefix = `vigil-bench-${process.pid}`;

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function ip(...words) {
  execFileSync("ip", words, { stdio: ["ignore", "ignore", "pipe"] });
}

/** The program and its words for a director; both take the same options. */
const programs = {
  vigil: [process.execPath, command, "keepalived"],
  keepalived: ["keepalived"],
};

/** Makes bridge and directors; `remove` undoes it and is also run when the process ends. */
export function makePair() {
  const folder = mkdtempSync(join(tmpdir(), "vigil-bench-"));
  const wire = `${prefix}-wire`;
  const names = { lvs01: `${prefix}-lvs01`, lvs02: `${prefix}-lvs02` };
  const remove = () => {
    for (const name of [names.lvs01, names.lvs02, wire]) {
      try {
        ip("netns", "del", name);
      } catch {
        // Was not made, or is gone already.
      }
    }
    rmSync(folder, { recursive: true, force: true });
  };
  process.on("exit", remove);
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(130));
  ip("netns", "add", wire);
  ip("-n", wire, "link", "add", "br0", "type", "bridge", "mcast_snooping", "0");
  ip("-n", wire, "link", "set", "br0", "up");
  for (const [index, [director, name]] of Object.entries(names).entries()) {
    ip("netns", "add", name);
    ip("-n", wire, "link", "add", director, "type", "veth", "peer", "name", "eth1", "netns", name);
    ip("-n", wire, "link", "set", director, "master", "br0", "up");
    ip("-n", name, "link", "set", "lo", "up");
    ip("-n", name, "link", "set", "eth1", "up");
    ip("-n", name, "addr", "add", `172.16.1.${3 + index}/24`, "dev", "eth1");
  }
  return { folder, wire, names, remove };
}

/** The tutorial's file of a director without its virtual servers, with what `edit` makes of it. */
export function vrrpOnlyFile(pair, director, edit = (text) => text) {
  const text = readFileSync(join(examples, `${director}.conf`), "utf8").replace(
    /^(#.*\n)?virtual_server[\s\S]*$/m,
    "",
  );
  const path = join(pair.folder, `${director}.conf`);
  writeFileSync(path, edit(text), { mode: 0o600 });
  return path;
}

/** Starts a director in its namespace with a /run of its own; `processes` finds all that it consists of. */
export function startDirector(pair, director, program, file, more = []) {
  const inside = ["mount -t tmpfs none /run", 'exec "$@"'].join(" && ");
  const words = [...programs[program], "-n", "-l", "-D", "-G", "-f", file, ...more];
  const child = spawn(
    "ip",
    ["netns", "exec", pair.names[director], "unshare", "-m", "sh", "-c", inside, "sh", ...words],
    {
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (log += chunk));
  const exited = new Promise((resolve) => child.once("exit", resolve));
  return { child, exited, log: () => log, processes: () => family(child.pid) };
}

/** A process and all its descendants, the youngest generation first: a child must not outlive its parent and say goodbye. */
export function family(pid) {
  const children = new Map();
  for (const name of readdirSync("/proc").filter((each) => /^\d+$/.test(each))) {
    try {
      const status = readFileSync(`/proc/${name}/stat`, "latin1");
      const parent = Number(status.slice(status.lastIndexOf(")") + 2).split(" ")[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // Ended between readdir and read.
    }
  }
  const all = [pid];
  for (const one of all) all.push(...(children.get(one) ?? []));
  return all.reverse();
}

export function kill(pids, signal) {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // Gone already.
    }
  }
}

export function hasAddress(namespace, address) {
  return execFileSync("ip", ["-n", namespace, "-o", "addr"], { encoding: "utf8" }).includes(`${address}/`);
}

/** Waits until `condition` holds; throws after `limitMs` with what was waited for. */
export async function until(what, condition, limitMs = 15_000) {
  for (const start = performance.now(); performance.now() - start < limitMs; await sleep(20))
    if (condition()) return;
  throw new Error(`not within ${limitMs / 1000} s: ${what}`);
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
