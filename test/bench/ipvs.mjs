/**
 * `npm run bench:ipvs`: how long programming 1,000 services with 5 real servers each takes, ours beside ipvsadm -R on the
 * same table, each in a fresh namespace. Runs on this machine's kernel where it has IPVS and we are root, else in the VM.
 */
import { bundle } from "../support/bundle.mjs";

const limitMs = 600_000;
const wantedRatio = 5;

const { openMachine } = await import(await bundle("src/lab/open-machine.ts"));
const guest = await bundle("test/bench/ipvs-guest.ts");
const machine = await openMachine({ progress: (sentence) => process.stderr.write(`${sentence}\n`) });
const runs = { theirs: [], ours: [] };
try {
  const { status, stderr } = await machine.run({
    argv: [process.execPath, guest],
    limitMs,
    onLine: (text) => {
      const line = JSON.parse(text);
      runs[line.kind].push(line);
      process.stderr.write(
        `${line.kind === "ours" ? "vigil" : "ipvsadm -R"}: ${line.programMs.toFixed(0)} ms\n`,
      );
    },
  });
  if (status !== 0) throw new Error(`the guest ended with ${status}:\n${stderr}`);
} finally {
  await machine.close();
}

const all = [...runs.theirs, ...runs.ours];
const same = all.every((run) => run.digest === all[0].digest);
const complete = runs.ours.every((run) => run.refused === 0 && run.leftToDo === 0);
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const row = (name, values) =>
  name.padEnd(28) +
  [median(values), Math.min(...values), Math.max(...values)].map((ms) => ms.toFixed(0).padStart(9)).join("");
const times = (side, field) => runs[side].map((run) => run[field]);
const ratio = median(times("theirs", "programMs")) / median(times("ours", "programMs"));
const held = ratio >= wantedRatio && same && complete;
process.stdout.write(
  [
    `1,000 services x 5 real servers on ${machine.kind === "VM" ? "the VM's" : "this machine's"} Linux ${machine.release}, ms`,
    `${" ".repeat(28)}   median      min      max   (${runs.ours.length} runs each, alternating)`,
    row("vigil, first request to last", times("ours", "programMs")),
    row("ipvsadm -R", times("theirs", "programMs")),
    row("vigil, plan before that", times("ours", "planMs")),
    row("vigil, reading it back", times("ours", "readMs")),
    `tables: ${same ? "the same" : "DIFFERENT"} (${all[0].lines} lines of ipvsadm -Sn)${complete ? "" : ", NOT COMPLETE"}`,
    `ratio ${ratio.toFixed(1)} (to be at least ${wantedRatio}): ${held ? "held" : "not held"}`,
    "",
  ].join("\n"),
);
process.exitCode = held ? 0 : 1;
