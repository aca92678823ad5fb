/**
 * Programs one big IPVS table by ipvsadm and by us, alternating, each in a fresh network namespace; a JSON line a run.
 * Needs no arguments; it starts itself for each run.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { settingsOf } from "../../src/config/block-config.ts";
import { serverKeywords } from "../../src/config/keywords/real-server.ts";
import { serviceKeywords } from "../../src/config/keywords/virtual-server.ts";
import type { RealServerConfig, VirtualServerConfig } from "../../src/config/model.ts";
import { desiredTable } from "../../src/ipvs/desired.ts";
import { diffTables } from "../../src/ipvs/diff.ts";
import { openIpvs } from "../../src/linux/ipvs.ts";

const serviceCount = 1000;
const serversEach = 5;
const rounds = 3;

interface SavedTable {
  readonly lines: number;
  readonly digest: string;
}

/** One line of output: one run of one side. */
export type IpvsBenchLine = SavedTable &
  (
    | {
        readonly kind: "theirs";
        readonly programMs: number;
        /** ipvsadm -R with nothing to do. */
        readonly startMs: number;
      }
    | {
        readonly kind: "ours";
        /** From the first request to the last answer. */
        readonly programMs: number;
        /** From the configuration to the commands. */
        readonly planMs: number;
        readonly readMs: number;
        readonly commands: number;
        readonly refused: number;
        readonly leftToDo: number;
      }
  );

const say = (line: IpvsBenchLine) => process.stdout.write(`${JSON.stringify(line)}\n`);
const elapsedMs = (since: number) => Math.round((performance.now() - since) * 10) / 10;

function serviceAddress(index: number): readonly number[] {
  return [10, 1, index >> 8, index & 255];
}

function serverAddress(index: number, server: number): readonly number[] {
  return [10, 100 + server, index >> 8, index & 255];
}

function bigConfiguration(): VirtualServerConfig[] {
  const place = { file: "keepalived.conf", line: 1, column: 1 };
  const forwarding = { method: "DR" } as const;
  const settings = settingsOf(serviceKeywords, undefined);
  const serverSettings = settingsOf(serverKeywords, undefined);
  return Array.from({ length: serviceCount }, (_, index) => {
    const realServers = Array.from({ length: serversEach }, (_, server): RealServerConfig => {
      const address = { family: 4, bytes: serverAddress(index, server) } as const;
      const plain = { place, port: 80, weight: 1, forwarding, checkers: [], idleChecks: [] } as const;
      return { ...plain, address, settings: serverSettings };
    });
    const key = {
      kind: "address",
      address: { family: 4, bytes: serviceAddress(index) },
      port: 80,
      protocol: "TCP",
    } as const;
    return { place, key, scheduler: "rr", forwarding, persistenceTimeoutS: 0, realServers, settings };
  });
}

/** The same table as ipvsadm -R reads it, in the same order. */
function bigRuleFile(): string {
  const lines = Array.from({ length: serviceCount }, (_, index) => {
    const service = `-t ${serviceAddress(index).join(".")}:80`;
    const servers = Array.from(
      { length: serversEach },
      (_, server) => `-a ${service} -r ${serverAddress(index, server).join(".")}:80 -g -w 1\n`,
    );
    return `-A ${service} -s rr\n${servers.join("")}`;
  });
  return lines.join("");
}

/** The whole of one of our runs. */
function programOurs(): void {
  const ipvs = openIpvs();
  const configured = bigConfiguration();
  const planStart = performance.now();
  const desired = desiredTable(configured, () => true);
  const commands = diffTables(desired, ipvs.read(), []);
  const planMs = elapsedMs(planStart);
  const programStart = performance.now();
  const refused = ipvs.apply(commands).filter((refusal) => refusal !== undefined).length;
  const programMs = elapsedMs(programStart);
  const readStart = performance.now();
  const table = ipvs.read();
  const readMs = elapsedMs(readStart);
  const leftToDo = diffTables(desired, table, []).length;
  const program = { programMs, planMs, readMs, commands: commands.length, refused, leftToDo };
  say({ kind: "ours", ...program, ...savedTable() });
}

/** ipvsadm's time from its first request on: what starting it takes is measured beside it and left out. */
function programTheirs(): void {
  const timed = (input: string): number => {
    const start = performance.now();
    execFileSync("ipvsadm", ["-R"], { input, stdio: ["pipe", "ignore", "inherit"] });
    return elapsedMs(start);
  };
  const startMs = timed("");
  const programMs = timed(bigRuleFile()) - startMs;
  say({ kind: "theirs", programMs, startMs, ...savedTable() });
}

/** What ipvsadm saves of this namespace's table. */
function savedTable(): SavedTable {
  const text = execFileSync("ipvsadm", ["-Sn"], { encoding: "utf8", maxBuffer: 2 ** 26 });
  const lines = text.trim().split("\n").toSorted();
  return { lines: lines.length, digest: createHash("sha256").update(lines.join("\n")).digest("hex") };
}

/** Each in a process and a network namespace of its own: as cold as a daemon's start, and gone with the process. */
function alternate(): void {
  const self = fileURLToPath(import.meta.url);
  for (let round = 1; round <= rounds; round++) {
    for (const side of ["theirs", "ours"]) {
      // Without any local route the kernel takes every server's address for a broadcast one (EINVAL).
      const script = 'ip link set lo up && exec "$@"';
      const words = ["--net", "sh", "-c", script, "sh", process.execPath, self, side];
      execFileSync("unshare", words, { stdio: ["ignore", "inherit", "inherit"] });
    }
  }
}

switch (process.argv[2]) {
  case "ours":
    programOurs();
    break;
  case "theirs":
    programTheirs();
    break;
  default:
    alternate();
}
