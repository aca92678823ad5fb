/** A director with Vigil in a namespace of its own, a client and a server beside it: what ipvsadm does to the table, and what becomes of it. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export interface DriftFacts {
  readonly name: string;
  /** The table that ipvsadm shows after the repair, sorted; equal to the one before if all is well. */
  readonly repaired: readonly string[];
  readonly took: number;
  /** What the daemon said of it. */
  readonly log: readonly string[];
  /** Whether the client's connection, opened before the first drift, still answers. */
  readonly connectionKept: boolean;
}

export interface ReconcileFacts {
  readonly wanted: readonly string[];
  readonly drifts: readonly DriftFacts[];
  readonly foreign: { readonly lines: readonly string[]; readonly log: readonly string[] };
  readonly order: { readonly before: string; readonly after: string; readonly log: readonly string[] };
  readonly dispute: {
    readonly log: readonly string[];
    /** The weight that the other writer sets, seen after ours gave up. */
    readonly weightAfter: string;
    readonly repairedAfterHup: boolean;
  };
  readonly storm: {
    readonly converged: boolean;
    readonly foreignKept: boolean;
    readonly log: readonly string[];
  };
  readonly drift: { readonly status: number; readonly output: string; readonly statusAfterRepair: number };
  readonly keepalived: {
    readonly both: readonly string[];
    readonly afterOurHup: readonly string[];
    readonly afterTheirEnd: readonly string[];
  };
  /** What the kernel has counted after each HUP, all in all. */
  readonly requests: {
    readonly unchanged: number;
    readonly oneServerLess: number;
    readonly oneServerMore: number;
  };
  readonly left: readonly string[];
  readonly exitCode: number | null;
}

const self = fileURLToPath(import.meta.url);
const dist = fileURLToPath(new URL("../", import.meta.url));
const vip = "10.0.0.1";

function ipvsadm(words: string): string {
  return execFileSync("ipvsadm", words.split(" "), {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** What -S leaves out is thresholds: they stand beside it. */
function table(): string[] {
  const saved = ipvsadm("-Sn").split("\n");
  const thresholds = ipvsadm("-Ln --thresholds")
    .split("\n")
    .filter((line) => line.startsWith("  ->") && !line.includes("RemoteAddress"))
    // Behind them stand counts of connections, which move.
    .map((line) => line.trim().split(/ +/).slice(0, 4).join(" "));
  return [...saved, ...thresholds].filter((line) => line !== "").toSorted();
}

async function until(condition: () => boolean, limitMs = 30_000): Promise<number> {
  const started = performance.now();
  while (!condition()) {
    if (performance.now() - started > limitMs) return -1;
    await sleep(250);
  }
  return Math.round(performance.now() - started);
}

/** Client and server in namespaces of their own; the director forwards by NAT, so both ways pass it. */
function network(): void {
  const lines = `
mkdir -p /run/netns
mount -t tmpfs none /run/netns
ip link set lo up
ip netns add client
ip netns add server
ip link add c0 type veth peer name eth0 netns client
ip link add s0 type veth peer name eth0 netns server
ip addr add ${vip}/24 dev c0
ip addr add 172.16.1.1/24 dev s0
ip link set c0 up
ip link set s0 up
ip -n client addr add 10.0.0.10/24 dev eth0
ip -n client link set eth0 up
ip -n server addr add 172.16.1.5/24 dev eth0
ip -n server addr add 172.16.1.6/24 dev eth0
ip -n server link set eth0 up
ip -n server route add default via 172.16.1.1
sysctl -qw net.ipv4.ip_forward=1`;
  for (const line of lines.trim().split("\n")) execFileSync("sh", ["-c", line], { stdio: "inherit" });
}

const service = (port: number, head: string, servers: readonly string[]) => `
virtual_server ${vip} ${port} {
  ${head}
  lb_kind NAT
  protocol TCP
${servers.map((one) => `  real_server ${one} {\n    weight 1\n  }`).join("\n")}
}`;
const web = service(80, "lb_algo rr", ["172.16.1.5 80", "172.16.1.6 80"]);
const tls = service(443, "lb_algo wrr\n  persistence_timeout 50", ["172.16.1.5 443", "172.16.1.6 443"]);

/** The line's end of a program that answers lines with lines. */
class Talker {
  readonly process: ChildProcess;
  readonly #answers: string[] = [];

  constructor(namespace: string, mode: string) {
    this.process = spawn("ip", ["netns", "exec", namespace, process.execPath, self, mode], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const { stdout } = this.process;
    if (stdout === null) throw new Error("no output");
    createInterface({ input: stdout }).on("line", (line) => this.#answers.push(line));
  }

  async ask(text: string, limitMs = 30_000): Promise<string | undefined> {
    const before = this.#answers.length;
    if (text !== "") this.process.stdin?.write(`${text}\n`);
    await until(() => this.#answers.length > before, limitMs);
    return this.#answers[before];
  }
}

class Daemon {
  readonly #process: ChildProcess;
  readonly lines: string[] = [];
  readonly #folder: string;
  readonly #ended: Promise<number | null>;

  constructor(folder: string, configFile: string) {
    this.#folder = folder;
    const pids = ["-p", `${folder}/vigil.pid`, "-c", `${folder}/checkers.pid`, "-r", `${folder}/vrrp.pid`];
    const words = [`${dist}main.js`, "keepalived", "-n", "-l", "-G", "-C", ...pids, "-f", configFile];
    this.#process = spawn(
      process.execPath,
      [...words, "--reconcile=* * * * * *", "--reconcile-policy=repair"],
      {
        stdio: ["ignore", "inherit", "pipe"],
      },
    );
    if (this.#process.stderr === null) throw new Error("no log");
    createInterface({ input: this.#process.stderr }).on("line", (line) => {
      this.lines.push(line.replace(/^\w+ \w+ +\d+ [\d:]+ \d+: /, ""));
    });
    this.#ended = new Promise((resolve) => this.#process.on("exit", resolve));
  }

  pid(name: "vigil" | "checkers" = "vigil"): number {
    return Number(readFileSync(`${this.#folder}/${name}.pid`, "utf8"));
  }

  saidSince(mark: number): string[] {
    return this.lines.slice(mark).filter((line) => line.startsWith("IPVS"));
  }

  async ready(): Promise<void> {
    if ((await until(() => this.lines.includes("Startup complete"), 180_000)) < 0)
      throw new Error(`the daemon did not start:\n${this.lines.join("\n")}`);
  }

  signal(signal: NodeJS.Signals): void {
    process.kill(this.pid(), signal);
  }

  async end(): Promise<number | null> {
    this.signal("SIGTERM");
    return this.#ended;
  }
}

/** ipvsadm's words for each drift; SERVER is the one that the client is connected to. */
const driftCommands: readonly (readonly [string, readonly string[]])[] = [
  ["service deleted", [`-D -t ${vip}:80`]],
  ["server deleted", [`-d -t ${vip}:80 -r SERVER:80`]],
  ["server added", [`-a -t ${vip}:80 -r 172.16.1.7:80 -m`]],
  ["weight", [`-e -t ${vip}:80 -r SERVER:80 -m -w 9`]],
  ["forwarding", [`-e -t ${vip}:80 -r SERVER:80 -g -w 1`]],
  ["scheduler", [`-E -t ${vip}:80 -s wlc`]],
  ["persistence added", [`-E -t ${vip}:80 -s rr -p 30`]],
  ["persistence removed", [`-E -t ${vip}:443 -s wrr`]],
  ["persistence changed", [`-E -t ${vip}:443 -s wrr -p 99`]],
  ["netmask", [`-E -t ${vip}:443 -s wrr -p 50 -M 255.255.255.0`]],
  ["thresholds", [`-e -t ${vip}:80 -r SERVER:80 -m -w 1 -x 100 -y 50`]],
  ["flags", [`-E -t ${vip}:80 -s rr -b flag-2`]],
  ["all cleared", ["-C"]],
];

async function drifts(daemon: Daemon, client: Talker, server: string, wanted: string): Promise<DriftFacts[]> {
  const facts: DriftFacts[] = [];
  for (const [name, commands] of driftCommands) {
    const mark = daemon.lines.length;
    for (const words of commands) ipvsadm(words.replaceAll("SERVER", server));
    const said = () => daemon.saidSince(mark).some((line) => line.includes("does not record"));
    const took = await until(() => said() && table().join("\n") === wanted);
    const token = `${name} ${facts.length}`;
    facts.push({
      name,
      repaired: table(),
      took,
      log: daemon.saidSince(mark),
      connectionKept: (await client.ask(token)) === `${server} ${token}`,
    });
    console.error(`${name}: ${took} ms, connection ${facts.at(-1)?.connectionKept ? "kept" : "lost"}`);
  }
  return facts;
}

async function foreign(daemon: Daemon): Promise<ReconcileFacts["foreign"]> {
  const mark = daemon.lines.length;
  ipvsadm(`-A -t ${vip}:8080 -s sed`);
  ipvsadm(`-a -t ${vip}:8080 -r 172.16.1.5:8080 -m -w 3`);
  await sleep(2500);
  return { lines: table().filter((line) => line.includes("8080")), log: daemon.saidSince(mark) };
}

/** Both commands between two comparisons: the server is there again, at the head. */
async function order(daemon: Daemon): Promise<ReconcileFacts["order"]> {
  const servers = () =>
    ipvsadm(`-Ln --nosort -t ${vip}:80`)
      .split("\n")
      .filter((line) => line.includes("-> 172"))
      .map((line) => line.trim().split(/[ :]+/)[1])
      .join(" ");
  const before = servers();
  const last = before.split(" ").at(-1);
  daemon.signal("SIGSTOP");
  process.kill(daemon.pid("checkers"), "SIGSTOP");
  const mark = daemon.lines.length;
  ipvsadm(`-d -t ${vip}:80 -r ${last}:80`);
  ipvsadm(`-a -t ${vip}:80 -r ${last}:80 -m -w 1`);
  process.kill(daemon.pid("checkers"), "SIGCONT");
  daemon.signal("SIGCONT");
  await sleep(2500);
  return { before, after: servers(), log: daemon.saidSince(mark) };
}

async function dispute(daemon: Daemon, folder: string): Promise<ReconcileFacts["dispute"]> {
  const mark = daemon.lines.length;
  const wanted = table().join("\n");
  // Under a name that the daemon knows, as the kernel sees it.
  copyFileSync("/bin/sh", `${folder}/ldirectord`);
  execFileSync("chmod", ["755", `${folder}/ldirectord`]);
  const edit = `ipvsadm -e -t ${vip}:80 -r 172.16.1.5:80 -m -w 9`;
  const other = spawn(`${folder}/ldirectord`, ["-c", `while :; do ${edit}; sleep 0.4; done`]);
  await until(() => daemon.saidSince(mark).some((line) => line.includes("repaired three times")), 60_000);
  await sleep(2500);
  const weightAfter = /172\.16\.1\.5:80 -m -w (\d+)/.exec(table().join("\n"))?.[1] ?? "";
  other.kill("SIGKILL");
  await sleep(500);
  daemon.signal("SIGHUP");
  const repairedAfterHup = (await until(() => table().join("\n") === wanted)) >= 0;
  return { log: daemon.saidSince(mark), weightAfter, repairedAfterHup };
}

/** Everything at once, while comparisons and reloads go on. */
async function storm(daemon: Daemon): Promise<ReconcileFacts["storm"]> {
  const mark = daemon.lines.length;
  const wanted = table().join("\n");
  const hold = (port: number) => wanted.includes(`${vip}:${port}`);
  const script = `for i in 1 2 3 4 5 6 7 8; do
ipvsadm -D -t ${vip}:80; ipvsadm -A -t ${vip}:80 -s wlc -p 9; ipvsadm -a -t ${vip}:80 -r 172.16.1.6:80 -m -w 5
ipvsadm -a -t ${vip}:443 -r 172.16.1.9:443 -m; ipvsadm -d -t ${vip}:443 -r 172.16.1.5:443
ipvsadm -D -t ${vip}:443; done 2>/dev/null; true`;
  const other = spawn("sh", ["-c", script]);
  const ended = new Promise((resolve) => other.on("exit", resolve));
  for (let round = 0; round < 4; round++) {
    await sleep(700);
    daemon.signal("SIGHUP");
  }
  await ended;
  daemon.signal("SIGHUP");
  const converged = (await until(() => table().join("\n") === wanted)) >= 0;
  return { converged, foreignKept: hold(8080), log: daemon.saidSince(mark) };
}

function drift(folder: string, configFile: string): ReconcileFacts["drift"] {
  const words = [`${dist}main.js`, "ipvs", "drift", "-f", configFile, "-p", `${folder}/nobody.pid`];
  const run = (...more: string[]) => {
    try {
      return { status: 0, output: execFileSync(process.execPath, [...words, ...more], { encoding: "utf8" }) };
    } catch (error) {
      const { status, stdout } = error as { status: number; stdout: string };
      return { status, output: stdout };
    }
  };
  const found = run();
  return { ...found, statusAfterRepair: run("--repair").status };
}

async function besideKeepalived(daemon: Daemon, folder: string): Promise<ReconcileFacts["keepalived"]> {
  const config = `${folder}/theirs.conf`;
  writeFileSync(config, service(8443, "lb_algo lc", ["172.16.1.5 8443"]), { mode: 0o600 });
  const pids = ["-p", `${folder}/k.pid`, "-c", `${folder}/kc.pid`, "-r", `${folder}/kv.pid`];
  const theirs = spawn("keepalived", ["-n", "-G", "-C", ...pids, "-f", config], { stdio: "ignore" });
  const ended = new Promise((resolve) => theirs.on("exit", resolve));
  await until(() => table().some((line) => line.includes("8443 -m")));
  await sleep(1500);
  const both = table();
  daemon.signal("SIGHUP");
  await sleep(2500);
  const afterOurHup = table();
  theirs.kill("SIGTERM");
  await ended;
  await sleep(1500);
  return { both, afterOurHup, afterTheirEnd: table() };
}

const tracing = "/sys/kernel/tracing";
const probe = "vigil_table_changes";

/** From now on the kernel counts how often anybody asks it to change a table. */
function countChanges(): void {
  execFileSync("sh", [
    "-c",
    `mountpoint -q ${tracing} || mount -t tracefs tracefs ${tracing}; modprobe ip_vs`,
  ]);
  appendFileSync(`${tracing}/kprobe_events`, `p:${probe} ip_vs_genl_set_cmd\n`);
  writeFileSync(`${tracing}/events/kprobes/${probe}/enable`, "1");
}

function changes(): number {
  const profile = readFileSync(`${tracing}/kprobe_profile`, "latin1");
  return Number(new RegExp(`^\\s*${probe}\\s+(\\d+)`, "m").exec(profile)?.[1]);
}

/**
 * Comparisons by the clock go on meanwhile: they must not ask for anything either. When a reload without a change is over is
 * told by the one after it, which the same process does.
 */
async function requests(daemon: Daemon, configFile: string): Promise<ReconcileFacts["requests"]> {
  const before = changes();
  const wanted = table().join("\n");
  const has = () => table().some((line) => line.startsWith("-a") && line.includes("172.16.1.6:443"));
  const reload = async (text: string, isDone: () => boolean) => {
    writeFileSync(configFile, text, { mode: 0o600 });
    daemon.signal("SIGHUP");
    await until(isDone);
    await sleep(2500);
    return changes() - before;
  };
  const same = readFileSync(configFile, "utf8");
  const less = same.replace(/ {2}real_server 172\.16\.1\.6 443 \{[^}]*\}\n/, "");
  const reloads = daemon.lines.filter((line) => line === "Reloading").length;
  const unchanged = await reload(
    same,
    () => daemon.lines.filter((line) => line === "Reloading").length > reloads,
  );
  const oneServerLess = await reload(less, () => !has());
  const oneServerMore = await reload(same, () => table().join("\n") === wanted);
  return { unchanged, oneServerLess, oneServerMore };
}

/** Where it is, for whoever waits for it. */
async function stage<Value>(name: string, run: () => Promise<Value>): Promise<Value> {
  const started = performance.now();
  const value = await run();
  console.error(`${name}: ${Math.round(performance.now() - started)} ms`);
  return value;
}

async function facts(): Promise<ReconcileFacts> {
  network();
  const folder = mkdtempSync("/tmp/reconcile-");
  mkdirSync(`${folder}/run`);
  const configFile = `${folder}/ours.conf`;
  writeFileSync(configFile, `${web}${tls}\n`, { mode: 0o600 });
  const server = new Talker("server", "server");
  await server.ask("");
  const daemon = new Daemon(folder, configFile);
  await daemon.ready();
  const wanted = table();
  const client = new Talker("client", "client");
  const connectedTo = (await client.ask("hello"))?.split(" ")[0] ?? "nobody";
  countChanges();
  const result = {
    wanted,
    requests: await stage("requests", () => requests(daemon, configFile)),
    drifts: await stage("drifts", () => drifts(daemon, client, connectedTo, wanted.join("\n"))),
    foreign: await stage("foreign", () => foreign(daemon)),
    order: await stage("order", () => order(daemon)),
    dispute: await stage("dispute", () => dispute(daemon, folder)),
    storm: await stage("storm", () => storm(daemon)),
    keepalived: await stage("keepalived", () => besideKeepalived(daemon, folder)),
  };
  client.process.kill();
  server.process.kill();
  const exitCode = await daemon.end();
  return { ...result, exitCode, left: table(), drift: drift(folder, configFile) };
}

/** Answers each line with the address that it came to. */
function serve(): void {
  createServer((socket) => {
    socket.on("error", () => {});
    const lines = createInterface({ input: socket });
    lines.on("line", (line) => socket.write(`${socket.localAddress} ${line}\n`));
    lines.on("error", () => {});
  }).listen(80, "0.0.0.0", () => console.log("listening"));
}

/** One connection for its whole life; what comes on standard input goes through it. */
function connect(): void {
  const socket = createConnection(80, vip);
  const lines = createInterface({ input: socket });
  lines.on("line", (line) => console.log(line));
  lines.on("error", (error) => console.log(`lost: ${(error as Error).message}`));
  socket.on("error", () => {});
  process.stdin.pipe(socket);
}

switch (process.argv[2]) {
  case "server":
    serve();
    break;
  case "client":
    connect();
    break;
  case "facts":
    console.log(JSON.stringify(await facts()));
    process.exit(0);
    break;
  case undefined:
    execFileSync("unshare", ["--net", "--mount", process.execPath, self, "facts"], {
      stdio: ["ignore", "inherit", "inherit"],
    });
}
