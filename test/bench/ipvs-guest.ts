/**
 * Programs one big IPVS table by ipvsadm and by us, alternating, each in a fresh network namespace; JSON lines on stdout.
 * Started with a namespace's name it is one of our runs: a process of its own, as cold as a daemon at its start.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RealServerConfig, VirtualServerConfig } from "../../src/config/model.ts";
import { setNamespace } from "../../src/dgram-ext/index.ts";
import { desiredTable } from "../../src/ipvs/desired.ts";
import { diffTables } from "../../src/ipvs/diff.ts";
import { openIpvs } from "../../src/linux/ipvs.ts";

const serviceCount = 1000;
const serversEach = 5;
const rounds = 3;

/** One line of output: a run of either side, or what could not be. */
export type IpvsBenchLine =
  | { readonly kind: "ipvsadm"; readonly round: number; readonly programMs: number }
  | {
      readonly kind: "ours";
      readonly round: number;
      /** From the first request to the last answer. */
      readonly programMs: number;
      /** From the configuration to the commands. */
      readonly planMs: number;
      readonly readMs: number;
      readonly commands: number;
      readonly refused: number;
      readonly leftToDo: number;
    }
  | { readonly kind: "same-table"; readonly round: number; readonly same: boolean; readonly lines: number };

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
  return Array.from({ length: serviceCount }, (_, index) => {
    const realServers = Array.from({ length: serversEach }, (_, server): RealServerConfig => {
      const address = { family: 4, bytes: serverAddress(index, server) } as const;
      return { place, address, port: 80, weight: 1, forwarding, checkers: [] };
    });
    const key = {
      kind: "address",
      address: { family: 4, bytes: serviceAddress(index) },
      port: 80,
      protocol: "TCP",
    } as const;
    return { place, key, scheduler: "rr", forwarding, persistenceTimeoutS: 0, realServers };
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

function enter(namespace: string): void {
  const fd = openSync(`/run/netns/${namespace}`, "r");
  setNamespace(fd, "net");
  closeSync(fd);
}

/** The whole of one of our runs, in its own process. */
function programOurs(namespace: string, round: number): void {
  enter(namespace);
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
  say({ kind: "ours", round, programMs, planMs, readMs, commands: commands.length, refused, leftToDo });
}

/** ipvsadm's time without what starting it takes. */
function programIpvsadm(namespace: string, ruleFile: string, round: number): void {
  const timed = (input: string): number => {
    const fd = openSync(input, "r");
    const start = performance.now();
    const { status } = spawnSync("ip", ["netns", "exec", namespace, "ipvsadm", "-R"], {
      stdio: [fd, "ignore", "inherit"],
    });
    const took = elapsedMs(start);
    closeSync(fd);
    if (status !== 0) throw new Error(`ipvsadm -R ended with ${status}`);
    return took;
  };
  const idleMs = timed("/dev/null");
  say({ kind: "ipvsadm", round, programMs: timed(ruleFile) - idleMs });
}

function savedTable(namespace: string): string[] {
  const text = execFileSync("ip", ["netns", "exec", namespace, "ipvsadm", "-Sn"], {
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  return text.trim().split("\n").toSorted();
}

function compareRounds(): void {
  const folder = mkdtempSync(join(tmpdir(), "vigil-bench-ipvs-"));
  const ruleFile = join(folder, "rules");
  writeFileSync(ruleFile, bigRuleFile());
  try {
    for (let round = 1; round <= rounds; round++) {
      const [theirs, ours] = [`vgb-${process.pid}-t`, `vgb-${process.pid}-o`];
      for (const namespace of [theirs, ours]) {
        execFileSync("ip", ["netns", "add", namespace]);
        // Without any local route the kernel takes every server's address for a broadcast one (EINVAL).
        execFileSync("ip", ["-n", namespace, "link", "set", "lo", "up"]);
      }
      try {
        programIpvsadm(theirs, ruleFile, round);
        execFileSync(process.execPath, [fileURLToPath(import.meta.url), ours, String(round)], {
          stdio: "inherit",
        });
        const saved = savedTable(ours);
        const same = JSON.stringify(saved) === JSON.stringify(savedTable(theirs));
        say({ kind: "same-table", round, same, lines: saved.length });
      } finally {
        for (const namespace of [theirs, ours]) execFileSync("ip", ["netns", "del", namespace]);
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [namespace, round] = process.argv.slice(2);
if (namespace === undefined) compareRounds();
else programOurs(namespace, Number(round));
