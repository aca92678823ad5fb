/** Lists one table of states with ipvsadm and with us, in every form, and says as JSON how often the bytes were the same. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { printListing } from "../../src/cli/commands/ipvsadm-list.ts";
import type { ListOptions } from "../../src/ipvs/ipvsadm/list-options.ts";
import { openIpvs } from "../../src/linux/ipvs.ts";
import { fwmark, key } from "../ipvs/services.ts";
import {
  connectionLines,
  counterValues,
  furtherCommands,
  hostsFile,
  servicesFile,
  tableLines,
} from "./ipvs-listing-states.ts";

export interface ListingFacts {
  readonly compared: number;
  readonly different: readonly { readonly form: string; readonly theirs: string; readonly ours: string }[];
  /** What was listed in each situation, for the test to look for what should have been there. */
  readonly listed: Readonly<Record<string, string>>;
}

type Form = readonly [words: string, options: Partial<ListOptions>];

const self = fileURLToPath(import.meta.url);
const scratch = process.env.SCRATCH ?? "/tmp";
const maxAttempts = 10;
const plain: ListOptions = {
  what: "services",
  columns: "connections",
  exact: false,
  numeric: false,
  sorted: true,
  persistenceEngineData: false,
};

const columns: readonly Form[] = [
  ["-L", {}],
  ["-L --tun-info", { columns: "tunnels" }],
  ["-L --thresholds", { columns: "thresholds" }],
  ["-L --persistent-conn", { columns: "persistent-connections" }],
];
const counters: readonly Form[] = [
  ["-L --stats", { columns: "stats" }],
  ["-L --rate", { columns: "rate" }],
  ["-L --stats --exact", { columns: "stats", exact: true }],
  ["-L --rate --exact", { columns: "rate", exact: true }],
];
const oneService: readonly Form[] = [
  ["-L -t 10.9.1.1:1", { service: key("10.9.1.1:1") }],
  ["-L -u 10.9.1.3:5062 --stats", { service: key("10.9.1.3:5062", "UDP"), columns: "stats" }],
  ["-L --sctp-service 10.9.1.4:99", { service: key("10.9.1.4:99", "SCTP") }],
  ["-L -t [fd00::21]:443 --thresholds", { service: key("[fd00::21]:443"), columns: "thresholds" }],
  ["-L -f 7", { service: fwmark(7) }],
  ["-L -f 7 -6 --rate", { service: { kind: "fwmark", mark: 7, family: 6 }, columns: "rate" }],
  ["-L -t 10.9.1.99:1", { service: key("10.9.1.99:1") }],
];
const connections: readonly Form[] = [
  ["-L -c", { what: "connections" }],
  ["-L -c --persistent-conn", { what: "connections", persistenceEngineData: true }],
];
const settings: readonly Form[] = [
  ["-L --timeout", { what: "timeouts" }],
  ["-L --daemon", { what: "daemons" }],
];

function numerically(forms: readonly Form[]): Form[] {
  return forms.flatMap(([words, options]): Form[] => [
    [words, options],
    [`${words} -n`, { ...options, numeric: true }],
  ]);
}

function unsorted(forms: readonly Form[]): Form[] {
  return forms.map(([words, options]) => [
    `${words} -n --nosort`,
    { ...options, numeric: true, sorted: false },
  ]);
}

function theirs(words: string): string {
  const { stdout, status } = spawnSync("ipvsadm", words.split(" "), { encoding: "latin1" });
  return `${stdout}exit ${status}\n`;
}

class Comparison {
  readonly #ipvs = openIpvs();
  readonly #different: { form: string; theirs: string; ours: string }[] = [];
  #compared = 0;
  readonly #listed: Record<string, string> = {};

  /** `asCompared` leaves out what no two calls can agree on. */
  async run(situation: string, forms: readonly Form[], asCompared = (text: string) => text): Promise<void> {
    for (const [words, options] of forms) {
      const both = await this.#listedByBoth(words, { ...plain, ...options }, asCompared);
      const [listed = "", ours = ""] = both.map(asCompared);
      this.#compared++;
      this.#listed[situation] = `${this.#listed[situation] ?? ""}${listed}`;
      if (ours !== listed) this.#different.push({ form: `${situation}: ${words}`, theirs: listed, ours });
    }
  }

  /** Again while the kernel's answer changes between ipvsadm's before and behind ours. */
  async #listedByBoth(
    words: string,
    options: ListOptions,
    asCompared: (text: string) => string,
  ): Promise<[theirs: string, ours: string]> {
    for (let attempt = 1; ; attempt++) {
      const before = theirs(words);
      const listing = await printListing(options, this.#ipvs);
      const ours = `${listing.text}exit ${listing.status}\n`;
      if (asCompared(ours) === asCompared(before) || attempt === maxAttempts) return [before, ours];
      if (before === theirs(words)) return [before, ours];
    }
  }

  facts(): ListingFacts {
    return { compared: this.#compared, different: this.#different, listed: this.#listed };
  }
}

function sh(script: string): void {
  execFileSync("sh", ["-ec", script], { stdio: ["ignore", "ignore", "inherit"] });
}

function restore(lines: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync("ipvsadm", ["-R"], {
    input: `${lines.join("\n")}\n`,
    encoding: "utf8",
  });
  if (status !== 0 || stdout + stderr !== "") throw new Error(`ipvsadm -R: ${status}\n${stdout}${stderr}`);
}

/** Names come from files of ours and nobody is asked over the network. */
function prepare(): void {
  const files = {
    hosts: hostsFile,
    services: servicesFile,
    "nsswitch.conf": "hosts: files\nservices: files\n",
  };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(scratch, name), text);
    sh(`mount --bind ${scratch}/${name} /etc/${name}`);
  }
  sh(`ip link set lo up
    for i in 1 2 3 4; do ip addr add 10.9.2.$i/32 dev lo; done
    ip addr add 10.3.0.1/32 dev lo
    ip addr add fd00::31/128 dev lo nodad
    ip addr add fd00::77/128 dev lo nodad
    ip route add 10.77.0.0/16 dev lo
    ip link add mcast0 type dummy
    ip link set mcast0 up
    ip addr add 10.50.0.1/24 dev mcast0
    printf '%s\n' 'table ip m {' 'chain o {' 'type route hook output priority -150' 'ip daddr 10.9.2.3 meta mark set 9' '}' '}' |
      nft -f -`);
}

const live = [
  "-A -t 10.9.2.1:80 -s rr",
  "-a -t 10.9.2.1:80 -r 10.3.0.1:8000 -m",
  "-A -t 10.9.2.2:80 -s rr -p 100 -M 255.255.255.0",
  "-a -t 10.9.2.2:80 -r 10.3.0.1:8000 -m",
  "-A -t [fd00::31]:80 -s rr -p 50 -M 64",
  "-a -t [fd00::31]:80 -r [fd00::77]:8000 -m",
  "-A -u 10.9.2.1:53 -s rr",
  "-a -u 10.9.2.1:53 -r 10.3.0.1:5000 -m",
  "-A -u 10.9.2.2:5060 -s rr -p 30 --pe sip",
  "-a -u 10.9.2.2:5060 -r 10.3.0.1:5000 -m",
  "-A -f 9 -s rr -p 20",
  "-a -f 9 -r 10.3.0.1:0 -m",
  "-A -u 10.9.2.4:99 -s rr -o",
  "-a -u 10.9.2.4:99 -r 10.3.0.1:5000 -m",
  "-A -t 10.9.2.4:81 -s rr",
  "-a -t 10.9.2.4:81 -r 10.77.0.1:8000 -m",
];

const invite =
  "INVITE sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP 1.2.3.4\r\nCall-ID: abcdef-12345@10.1.1.1\r\nContent-Length: 0\r\n\r\n";

/** Open and closed connections, one that nobody answers, persistent ones of each family, and a call by SIP. */
async function traffic(): Promise<void> {
  const bytes = Buffer.alloc(20_000, "x");
  const server = createServer((socket) => socket.on("error", () => {}).write(bytes));
  server.listen(8000, "::");
  const udp = createSocket("udp4");
  udp.bind(5000, "10.3.0.1");
  await Promise.all([once(server, "listening"), once(udp, "listening")]);
  udp.on("message", (_, from) => udp.send("reply", from.port, from.address));
  const opened: Socket[] = [];
  for (const [host, port] of [
    ["10.9.2.1", 80],
    ["10.9.2.1", 80],
    ["10.9.2.1", 80],
    ["10.9.2.2", 80],
    ["fd00::31", 80],
    ["10.9.2.3", 8000],
  ] as const) {
    const socket: Socket = connect({ host, port, allowHalfOpen: true });
    await once(socket, "connect");
    socket.resume();
    opened.push(socket);
  }
  opened[0]?.destroy();
  connect({ host: "10.9.2.4", port: 81 }).on("error", () => {});
  const client = createSocket("udp4");
  for (const [host, port, text] of [
    ["10.9.2.1", 53, "question"],
    ["10.9.2.2", 5060, invite],
    ["10.9.2.4", 99, "one packet"],
  ] as const) {
    client.send(text, port, host);
  }
  await sleep(1500);
}

/** While packets come, the estimates of a second change every two seconds only. */
async function underTraffic(comparison: Comparison): Promise<void> {
  const flood = spawn(process.execPath, [self, "flood"], { stdio: "inherit" });
  // Its start, and two estimates.
  await sleep(8000);
  await comparison.run("under traffic", [
    ["-L --rate -n", { columns: "rate", numeric: true }],
    ["-L --rate --exact -n", { columns: "rate", exact: true, numeric: true }],
  ]);
  flood.kill();
}

/** Before the table is filled: the kernel takes no daemon beside servers of another family than their service. */
async function settingsInPlace(comparison: Comparison): Promise<void> {
  // Until the new interface's IPv6 is ready.
  await sleep(2000);
  sh(`ipvsadm --start-daemon master --mcast-interface mcast0
    ipvsadm --start-daemon backup --mcast-interface mcast0 --syncid 255 --sync-maxlen 9000 --mcast-group ff02::81 --mcast-port 65535 --mcast-ttl 255
    ipvsadm --set 1 99999 2147483`);
  await comparison.run("settings", settings);
  sh(`ipvsadm --stop-daemon master
    ipvsadm --stop-daemon backup
    ipvsadm --set 900 120 300`);
}

async function main(): Promise<void> {
  const comparison = new Comparison();
  await comparison.run("empty table", [...columns, ...counters, ...connections, ...settings]);
  prepare();
  await settingsInPlace(comparison);
  restore([...tableLines, ...live]);
  const ipvs = openIpvs();
  const refused = ipvs.apply(furtherCommands).filter((refusal) => refusal !== undefined);
  if (refused.length > 0) throw new Error(`refused: ${JSON.stringify(refused)}`);
  await traffic();
  await comparison.run("table", numerically([...columns, ...counters, ...oneService]));
  await comparison.run("table", unsorted([...columns, ...counters]));
  await comparison.run("live", numerically(connections), (text) =>
    text.replaceAll(/\b\d\d:\d\d\b/g, "MM:SS"),
  );
  await underTraffic(comparison);
  report(comparison.facts());
  for (const [mode, env] of [
    ["counters", { LD_PRELOAD: process.env.IPVS_PRELOAD, IPVS_VALUES: counterValues }],
    ["connections", {}],
  ] as const) {
    const child = spawnSync("unshare", ["--mount", process.execPath, self, mode], {
      env: { ...process.env, ...env },
      stdio: ["ignore", "inherit", "inherit"],
    });
    if (child.status !== 0) throw new Error(`${mode} ended with ${child.status}`);
  }
  process.exit();
}

function report(facts: ListingFacts): void {
  console.log(JSON.stringify(facts));
}

/** With counters put in place of the kernel's. */
async function counterValuesMode(): Promise<void> {
  const comparison = new Comparison();
  restore(["-C", "-A -f 77 -s rr"]);
  const ports = Array.from({ length: counterValues.split(",").length }, (_, index) => index + 1);
  restore(
    ports.flatMap((port) => [
      `-A -t 10.9.0.1:${port} -s rr`,
      `-a -t 10.9.0.1:${port} -r 10.2.0.9:${port} -m`,
    ]),
  );
  await comparison.run("counters", [...columns, ...counters]);
  report(comparison.facts());
}

/** With a connection table put in place of the kernel's. */
async function connectionsMode(): Promise<void> {
  const comparison = new Comparison();
  sh("mount -t tmpfs none /proc");
  mkdirSync("/proc/net");
  for (const line of connectionLines.slice(1)) {
    writeFileSync("/proc/net/ip_vs_conn", `${connectionLines[0]}\n${line}\n`);
    await comparison.run("one connection", [["-L -c -n", { what: "connections", numeric: true }]]);
  }
  writeFileSync("/proc/net/ip_vs_conn", `${connectionLines.join("\n")}\n`);
  await comparison.run("connections", numerically(connections));
  report(comparison.facts());
}

function flood(): void {
  const socket = createSocket("udp4");
  const packet = Buffer.alloc(1000);
  setInterval(() => {
    for (let i = 0; i < 10; i++) socket.send(packet, 53, "10.9.2.1");
  }, 50);
}

switch (process.argv[2]) {
  case "main":
    await main();
    break;
  case "flood":
    flood();
    break;
  case "counters":
    await counterValuesMode();
    break;
  case "connections":
    await connectionsMode();
    break;
  default:
    execFileSync("unshare", ["--net", "--mount", process.execPath, self, "main"], {
      stdio: ["ignore", "inherit", "inherit"],
    });
}
