/**
 * `npm run bench:ipvs`: 2,277 services with 36,432 real servers by Vigil and by keepalived in turns, and by ipvsadm, in one boot of the
 * VM (on this machine's kernel where it has IPVS and we are root), each time in a fresh network namespace and seen by the same probe,
 * which notes when the kernel is asked to change something, and counts the lines of /proc/net/ip_vs when nothing more is asked. Then, on
 * this machine, from SIGHUP to the finished list of commands. Of times the median is shown, and behind it the least and the most.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "../support/bundle.mjs";
import { serviceFile } from "./ipvs-files.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
/** In turns: the machine may be twice as fast in one minute as in the next. */
const sides = ["vigil", "keepalived", "vigil", "keepalived", "vigil", "keepalived", "ipvsadm"];
const limits = { fillByKeepalived: 2, fillByIpvsadm: 5, stopMs: 2000, hostReloadMs: 800, mib: 200 };
const say = (text) => process.stderr.write(`${text}\n`);

const { openMachine } = await import(await bundle("src/lab/open-machine.ts"));
const planner = await bundle("test/bench/ipvs-plan.ts");
const machine = await openMachine({ progress: say, memoryMiB: 4096 });
const found = { vigil: [], keepalived: [], ipvsadm: [] };
try {
  for (const side of sides) {
    say(`${side} ...`);
    // Without any local route the kernel takes every server's address for a broadcast one (EINVAL).
    const script = 'ip link set lo up && exec "$@"';
    const guest = [process.execPath, `${root}test/bench/ipvs-guest.mjs`, side, `${root}dist`, "/tmp"];
    const { status, stderr } = await machine.run({
      argv: ["unshare", "--net", "sh", "-c", script, "sh", ...guest],
      limitMs: 900_000,
      onLine: (line) => {
        if (line.startsWith("{")) found[side].push(JSON.parse(line));
        else say(line);
      },
    });
    if (status !== 0) throw new Error(`${side} ended with ${status}:\n${stderr}`);
  }
} finally {
  await machine.close();
}

const folder = mkdtempSync(join(tmpdir(), "vigil-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** SIGHUP's work on this machine: a new reader, its slice, and the plan against the table that is running. */
function hostReload() {
  writeFileSync(join(folder, "before.conf"), serviceFile());
  writeFileSync(join(folder, "after.conf"), serviceFile({ without: 1 }));
  const words = [planner, join(folder, "before.conf"), join(folder, "after.conf"), folder];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
  if (status !== 0) throw new Error(`the plan ended with ${status}:\n${stderr}`);
  return JSON.parse(stdout);
}

const host = hostReload();
const { vigil, keepalived } = found;
const [ipvsadm] = found.ipvsadm;
const seconds = (value) => (value === Number.POSITIVE_INFINITY ? "never" : (value / 1000).toFixed(1));

/** Something that was measured several times, in ms; what never came took for ever. */
class Times {
  constructor(values) {
    this.sorted = values.map((value) => value ?? Number.POSITIVE_INFINITY).toSorted((a, b) => a - b);
  }
  get median() {
    return this.sorted[this.sorted.length >> 1];
  }
  get text() {
    const [least, most] = [this.sorted[0], this.sorted[this.sorted.length - 1]];
    return least === most ? ms(this.median) : `${ms(this.median)} (${seconds(least)}-${seconds(most)} s)`;
  }
}

const timesOf = (rounds, name) => new Times(rounds.map((round) => round[name]));
const listing = (name) => new Times(ipvsadm.listing[name].map(({ ms }) => ms));
const ms = (value) => (value === Number.POSITIVE_INFINITY ? "never" : `${Math.round(value)} ms`);
const times = (theirs, ours) => (theirs.median / ours.median).toFixed(1);
const ratio = (ours, theirs) => (ours.median / theirs.median).toFixed(2);
const most = (rounds, name) => Math.max(...rounds.map((round) => round[name]));
const requestsOf = (rounds) => [...new Set(rounds.map(({ requests }) => Object.values(requests).join(", ")))];
/** Of each process the most of all rounds. */
const mibOf = (rounds) => rounds[0].mib.map((_, index) => Math.max(...rounds.map(({ mib }) => mib[index])));

let failed = false;
function row(what, ours, theirs, wanted, held) {
  if (!held) failed = true;
  process.stdout.write(
    `${held ? "held  " : "FAILED"} ${what.padEnd(44)} ${ours.padEnd(26)} ${theirs.padEnd(60)} ${wanted}\n`,
  );
}

process.stdout.write(
  `2,277 services, 36,432 real servers, ${machine.kind === "VM" ? "the VM's" : "this machine's"} Linux ${machine.release}\n\n`,
);
const fill = { ours: timesOf(vigil, "fillMs"), theirs: timesOf(keepalived, "fillMs") };
const fillByIpvsadm = new Times([ipvsadm.fillMs]);
row(
  "first entry to last",
  fill.ours.text,
  `keepalived ${fill.theirs.text}: ${times(fill.theirs, fill.ours)} times as fast`,
  `${limits.fillByKeepalived} times`,
  fill.theirs.median / fill.ours.median >= limits.fillByKeepalived,
);
row(
  "",
  "",
  `ipvsadm -R ${fillByIpvsadm.text}: ${times(fillByIpvsadm, fill.ours)} times as fast`,
  `${limits.fillByIpvsadm} times`,
  fillByIpvsadm.median / fill.ours.median >= limits.fillByIpvsadm,
);
for (const [what, name] of [
  ["start of the command to full", "startToFullMs"],
  ["SIGHUP to kernel, one server removed", "hupToKernelMs"],
]) {
  const [ours, theirs] = [timesOf(vigil, name), timesOf(keepalived, name)];
  const held = ours.median <= theirs.median;
  row(what, ours.text, `keepalived ${theirs.text}: ${ratio(ours, theirs)}`, "at most 1", held);
}
row(
  "requests: start, reload, one server removed",
  requestsOf(vigil).join("; "),
  `keepalived ${requestsOf(keepalived).join("; ")}`,
  "reload 0, one server 1",
  vigil.every(({ requests }) => requests.unchanged === 0 && requests.oneRemoved === 1),
);
row(
  "stop: entries left after it",
  `${most(vigil, "left")}, ${timesOf(vigil, "stopMs").text}`,
  `keepalived ${most(keepalived, "left")}, ${timesOf(keepalived, "stopMs").text}`,
  `0 in ${limits.stopMs} ms`,
  most(vigil, "left") === 0 && timesOf(vigil, "stopMs").median < limits.stopMs,
);
row(
  "peak memory of each process",
  `${mibOf(vigil).join(", ")} MiB`,
  `keepalived ${mibOf(keepalived).join(", ")} MiB`,
  `under ${limits.mib} MiB`,
  Math.max(...mibOf(vigil)) < limits.mib,
);
row(
  "-Ln",
  listing("vigil").text,
  `ipvsadm ${listing("ipvsadm").text}: ${ratio(listing("vigil"), listing("ipvsadm"))}`,
  "at most 1",
  listing("vigil").median <= listing("ipvsadm").median,
);
row(
  "this machine: SIGHUP to the list of commands",
  ms(host.reloadMs),
  `${host.commands} command, plan alone ${ms(host.planMs)}`,
  `at most ${limits.hostReloadMs} ms`,
  host.reloadMs <= limits.hostReloadMs && host.commands === 1,
);
row(
  "plan at 1, 2, 4 times the size",
  host.growthMs.map((value) => Math.round(value)).join(", "),
  "",
  "linear",
  host.growthMs[2] / host.growthMs[0] < 6,
);
process.exitCode = failed ? 1 : 0;
