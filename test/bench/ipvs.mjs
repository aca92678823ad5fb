/**
 * `npm run bench:ipvs`: 2,277 services with 36,432 real servers by Vigil, by keepalived and by ipvsadm, in one boot of the VM
 * (on this machine's kernel where it has IPVS and we are root), each in a fresh network namespace and seen by the same probe, which
 * notes when the kernel is asked to change something, and counts the lines of /proc/net/ip_vs when nothing more is asked. Then, on this machine, from SIGHUP to the finished list of commands.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "../support/bundle.mjs";
import { serviceFile } from "./ipvs-files.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const sides = ["vigil", "keepalived", "ipvsadm"];
const limits = { fillByKeepalived: 2, fillByIpvsadm: 5, stopMs: 2000, hostReloadMs: 800, mib: 200 };
const say = (text) => process.stderr.write(`${text}\n`);

const { openMachine } = await import(await bundle("src/lab/open-machine.ts"));
const planner = await bundle("test/bench/ipvs-plan.ts");
const machine = await openMachine({ progress: say, memoryMiB: 4096 });
const found = {};
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
        if (line.startsWith("{")) found[side] = JSON.parse(line);
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

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const host = hostReload();
const { vigil, keepalived, ipvsadm } = found;
const listing = (name) => median(ipvsadm.listing[name].map(({ ms }) => ms));
const ms = (value) => (value === undefined ? "never" : `${Math.round(value)} ms`);
const times = (theirs, ours) => (theirs / ours).toFixed(1);

let failed = false;
function row(what, ours, theirs, wanted, held) {
  if (!held) failed = true;
  process.stdout.write(
    `${held ? "held  " : "FAILED"} ${what.padEnd(44)} ${ours.padEnd(22)} ${theirs.padEnd(44)} ${wanted}\n`,
  );
}

process.stdout.write(
  `2,277 services, 36,432 real servers, ${machine.kind === "VM" ? "the VM's" : "this machine's"} Linux ${machine.release}\n\n`,
);
row(
  "first entry to last",
  ms(vigil.fillMs),
  `keepalived ${ms(keepalived.fillMs)}: ${times(keepalived.fillMs, vigil.fillMs)} times as fast`,
  `${limits.fillByKeepalived} times`,
  keepalived.fillMs / vigil.fillMs >= limits.fillByKeepalived,
);
row(
  "",
  "",
  `ipvsadm -R ${ms(ipvsadm.fillMs)}: ${times(ipvsadm.fillMs, vigil.fillMs)} times as fast`,
  `${limits.fillByIpvsadm} times`,
  ipvsadm.fillMs / vigil.fillMs >= limits.fillByIpvsadm,
);
row(
  "start of the command to full",
  ms(vigil.startToFullMs),
  `keepalived ${ms(keepalived.startToFullMs)}: ${(vigil.startToFullMs / keepalived.startToFullMs).toFixed(2)}`,
  "at most 1",
  vigil.startToFullMs <= keepalived.startToFullMs,
);
row(
  "requests: start, reload, one server removed",
  Object.values(vigil.requests).join(", "),
  `keepalived ${Object.values(keepalived.requests).join(", ")}`,
  "reload 0, one server 1",
  vigil.requests.unchanged === 0 && vigil.requests.oneRemoved === 1,
);
row(
  "SIGHUP to kernel, one server removed",
  ms(vigil.hupToKernelMs),
  `keepalived ${ms(keepalived.hupToKernelMs)}: ${(vigil.hupToKernelMs / keepalived.hupToKernelMs).toFixed(2)}`,
  "at most 1",
  vigil.hupToKernelMs <= keepalived.hupToKernelMs,
);
row(
  "stop: entries left after it",
  `${vigil.left}, ${ms(vigil.stopMs)}`,
  `keepalived ${keepalived.left}, ${ms(keepalived.stopMs)}`,
  `0 in ${limits.stopMs} ms`,
  vigil.left === 0 && vigil.stopMs < limits.stopMs,
);
row(
  "peak memory of each process",
  `${vigil.mib.join(", ")} MiB`,
  `keepalived ${keepalived.mib.join(", ")} MiB`,
  `under ${limits.mib} MiB`,
  Math.max(...vigil.mib) < limits.mib,
);
row(
  "-Ln",
  ms(listing("vigil")),
  `ipvsadm ${ms(listing("ipvsadm"))}: ${(listing("vigil") / listing("ipvsadm")).toFixed(2)}`,
  "at most 1",
  listing("vigil") <= listing("ipvsadm"),
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
