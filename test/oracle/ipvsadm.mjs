/**
 * `npm run oracle:ipvsadm [-- --count N --seed S --only PART]`: holds `vigil ipvsadm` against the installed ipvsadm, in one boot of the VM
 * (on this machine's kernel where it has IPVS and we are root). Each command goes through both, each in a network namespace of
 * its own: the tutorial's, each option with each command, wrong words and orders, and N random ones of seed S (1000 of seed 1).
 * Compared: exit status, standard output to the byte, the meaning of standard error by the table in ipvsadm-meanings.ts, and the tables.
 * Exit status 0 when all is the same, 1 otherwise, 2 for a wrong command line.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bundle } from "../support/bundle.mjs";

const defaults = {
  count: { type: "string", default: "1000" },
  seed: { type: "string", default: "1" },
  only: { type: "string", default: "" },
};

function readWords() {
  try {
    const { values } = parseArgs({ options: defaults });
    if (/^\d+$/.test(values.count) && /^\d+$/.test(values.seed)) return values;
    console.error("--count and --seed take whole numbers");
  } catch (error) {
    console.error(error.message);
  }
  process.exit(2);
}

const { count, seed, only } = readWords();
const { openMachine } = await import(await bundle("src/lab/open-machine.ts"));
const guest = await bundle("test/oracle/ipvsadm-guest.ts");
const folder = fileURLToPath(new URL("ipvsadm", import.meta.url));
const machine = await openMachine({ progress: (text) => process.stderr.write(`${text}\n`) });
try {
  const { status, stderr } = await machine.run({
    argv: ["sh", `${folder}/in-namespaces.sh`, process.execPath, guest, folder, count, seed, only],
    limitMs: 1_800_000,
    onLine: (line) => process.stdout.write(`${line}\n`),
  });
  if (status !== 0) process.stderr.write(stderr);
  process.exitCode = status === 0 ? 0 : 1;
} finally {
  await machine.close();
}
