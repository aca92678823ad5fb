/** Sequences of ipvsadm commands that a seed repeats: mostly sensible, some with a word too many, too few or wrong. */
import { type Random, seededRandom } from "../../src/simulation/random.ts";
import type { IpvsadmCase, IpvsadmCommand } from "./ipvsadm-case.ts";

/** Few enough that commands meet what earlier ones made. */
const services: readonly (readonly string[])[] = [
  ["-t", "172.16.1.100:80"],
  ["-t", "172.16.1.100:443"],
  ["--tcp-service", "172.16.1.100:http"],
  ["-u", "172.16.1.100:53"],
  ["-u", "172.16.1.101:domain"],
  ["--sctp-service", "172.16.1.100:9"],
  ["-t", "[fd00::1]:80"],
  ["-u", "[fd00::1]:53"],
  ["-t", "172.16.1.102"],
  ["-f", "5"],
  ["-f", "5", "-6"],
  ["-f", "77"],
];
const servers: readonly string[] = [
  "172.16.1.5:80",
  "172.16.1.6:80",
  "172.16.1.6",
  "172.16.1.7:8080",
  "172.16.1.8:http",
  "[fd00::5]:80",
  "[fd00::6]:8080",
  "fd00::7",
];
const schedulers = ["rr", "wrr", "lc", "wlc", "lblc", "lblcr", "dh", "sh", "sed", "nq", "fo", "ovf", "mh"];
const wrongWords = [
  "-1",
  "0",
  "abc",
  "''",
  "4294967296",
  "65536",
  "1.2.3",
  "--",
  "-",
  "-Q",
  "foo",
  "--nonsense",
  "-n",
];
const strayOptions: readonly (readonly string[])[] = [
  ["-n"],
  ["-c"],
  ["-m"],
  ["-6"],
  ["--sort"],
  ["--exact"],
  ["--stats"],
  ["-w", "3"],
  ["-s", "rr"],
  ["-p"],
  ["-p", "50"],
  ["-o"],
  ["-t", "172.16.1.100:80"],
  ["-r", "172.16.1.5:80"],
  ["--syncid", "4"],
  ["--tun-csum"],
  ["-A"],
  ["-L"],
  ["extra"],
];

export function randomCase(seed: number, count: number): IpvsadmCase {
  const random = seededRandom(seed);
  const commands: IpvsadmCommand[] = [];
  while (commands.length < count) commands.push(random.chance(0.05) ? restoring(random) : one(random));
  return { name: `${count} commands of seed ${seed}`, commands };
}

function restoring(random: Random): IpvsadmCommand {
  const lines: string[] = [];
  for (let n = random.between(1, 6); n > 0; n--) {
    // A word that is empty cannot stand in a line; an unsorted listing has the order of its own namespace.
    const words = one(random).words.filter((word) => word !== "" && word !== "--nosort");
    lines.push(words.join(" "));
  }
  return { words: ["-R"], input: `${lines.join("\n")}\n` };
}

function one(random: Random): IpvsadmCommand {
  const words = sensible(random);
  return { words: random.chance(0.2) ? damaged(words, random) : words };
}

type Kind = (random: Random) => readonly string[];

const kinds: readonly Kind[] = [
  ...repeated(7, (random) => ["-A", ...random.pick(services), ...serviceOptions(random)]),
  ...repeated(4, (random) => ["-E", ...random.pick(services), ...serviceOptions(random)]),
  ...repeated(2, (random) => ["-D", ...random.pick(services)]),
  ...repeated(9, (random) => serverCommand("-a", random)),
  ...repeated(4, (random) => serverCommand("-e", random)),
  ...repeated(3, (random) => ["-d", ...random.pick(services), "-r", random.pick(servers)]),
  ...repeated(4, listing),
  (random) => (random.chance(0.15) ? ["-C"] : ["-S", "-n"]),
  (random) => ["-Z", ...(random.chance(0.5) ? random.pick(services) : [])],
  (random) => [
    "--set",
    ...[0, 0, 0].map(() => String(random.pick([0, 1, 30, 900, 120, 2_678_400, 2_678_401]))),
  ],
  startDaemon,
  (random) => ["--stop-daemon", random.pick(["master", "backup"])],
];

function repeated(times: number, kind: Kind): readonly Kind[] {
  return new Array<Kind>(times).fill(kind);
}

function sensible(random: Random): readonly string[] {
  return random.pick(kinds)(random);
}

function serviceOptions(random: Random): string[] {
  const words: string[] = [];
  const scheduler = random.pick(schedulers);
  if (random.chance(0.7)) words.push("-s", scheduler);
  if (random.chance(0.4)) words.push("-p", ...(random.chance(0.7) ? [String(random.between(1, 400))] : []));
  if (random.chance(0.15))
    words.push("-M", random.pick(["255.255.255.0", "255.0.0.0", "64", "128", "255.0.255.0"]));
  if (random.chance(0.1)) words.push("-o");
  if (random.chance(0.1)) words.push("--pe", random.pick(["sip", "nix"]));
  if (random.chance(0.15)) {
    words.push("-b", random.pick(["flag-1", "flag-2,flag-3", "sh-port", "mh-port,mh-fallback", "nix"]));
  }
  return words;
}

function serverCommand(command: string, random: Random): string[] {
  const words = [command, ...random.pick(services), "-r", random.pick(servers)];
  const method = random.pick(["", "", "-g", "-m", "-i"]);
  if (method !== "") words.push(method);
  if (random.chance(0.5)) words.push("-w", String(random.pick([0, 1, 2, 100, 65_535, 2_147_483_647])));
  if (random.chance(0.15)) words.push("-x", String(random.between(0, 20)));
  if (random.chance(0.1)) words.push("-y", String(random.between(0, 10)));
  if (method === "-i" ? random.chance(0.5) : random.chance(0.05)) {
    words.push("--tun-type", random.pick(["ipip", "gue", "gre"]));
    if (random.chance(0.4)) words.push("--tun-port", String(random.between(0, 70_000)));
    if (random.chance(0.4)) words.push(random.pick(["--tun-csum", "--tun-nocsum", "--tun-remcsum"]));
  }
  // The order of options matters where one is read by what an earlier one said.
  return random.chance(0.1) ? [command, ...rotated(words.slice(1), random)] : words;
}

function rotated(words: readonly string[], random: Random): string[] {
  const at = random.below(words.length);
  return [...words.slice(at), ...words.slice(0, at)];
}

function listing(random: Random): string[] {
  const words = [random.pick(["-L", "-l", "--list", "-Ln", "-ln"])];
  if (random.chance(0.6)) words.push("-n");
  if (random.chance(0.3)) words.push(...random.pick(services));
  for (const option of [
    "--stats",
    "--rate",
    "--exact",
    "--thresholds",
    "--persistent-conn",
    "--tun-info",
    "--nosort",
  ]) {
    if (random.chance(0.12)) words.push(option);
  }
  for (const option of ["--timeout", "--daemon", "-c"]) if (random.chance(0.12)) words.push(option);
  return words;
}

function startDaemon(random: Random): string[] {
  const words = ["--start-daemon", random.pick(["master", "backup"])];
  if (random.chance(0.7)) words.push("--mcast-interface", random.pick(["lo", "eth0", "nix"]));
  if (random.chance(0.4)) words.push("--syncid", String(random.between(0, 300)));
  if (random.chance(0.2)) words.push("--sync-maxlen", String(random.between(1, 2000)));
  if (random.chance(0.2)) words.push("--mcast-group", random.pick(["224.0.0.90", "239.1.2.3", "1.2.3.4"]));
  if (random.chance(0.2)) words.push("--mcast-port", String(random.between(1, 66_000)));
  if (random.chance(0.2)) words.push("--mcast-ttl", String(random.between(0, 260)));
  return words;
}

/** One word dropped, doubled, swapped, replaced or added. */
function damaged(words: readonly string[], random: Random): string[] {
  const at = random.below(words.length);
  const before = words.slice(0, at);
  const word = words[at] ?? "";
  const behind = words.slice(at + 1);
  switch (random.below(6)) {
    case 0:
      return [...before, ...behind];
    case 1:
      return [...before, word, word, ...behind];
    case 2:
      return [...before, ...behind.slice(0, 1), word, ...behind.slice(1)];
    case 3:
      return [...before, random.pick(wrongWords).replace("''", ""), ...behind];
    case 4:
      return [...before, word, ...random.pick(strayOptions), ...behind];
    default:
      return [...words, ...random.pick(strayOptions)];
  }
}
