/** Breaks one rule after the other and runs its tests: each must turn red, and all must be green with no rule broken. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { breakRule, mutants } from "./mutants.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "vigil-mutants-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** Runs the tests; `failed` are the names of those that ran and failed, `broken` says why the run itself is worth nothing. */
function runTests(tests, rule) {
  const report = join(folder, "report.json");
  rmSync(report, { force: true });
  const words = ["--config", "test/mutants/vitest.config.mjs", "--reporter=json", `--outputFile=${report}`];
  const began = process.hrtime.bigint();
  const { stderr } = spawnSync(
    process.execPath,
    [join(root, "node_modules/vitest/vitest.mjs"), "run", ...words, ...tests],
    { cwd: root, encoding: "utf8", env: { ...process.env, MUTANT: rule ?? "" } },
  );
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  const results = readReport(report);
  if (results === undefined) return { seconds, failed: [], broken: stderr.trim() || "no report" };
  const empty = results.find(({ assertionResults }) => assertionResults.length === 0);
  const failed = results.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName }) => `${name.slice(root.length + "test/".length)}: ${fullName}`),
  );
  return { seconds, failed, broken: empty && `${empty.name} did not run: ${empty.message}` };
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).testResults;
  } catch {
    return undefined;
  }
}

function shorten(text, width) {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}

function printRow(rule, file, seconds, verdict) {
  console.log(`${rule.padEnd(34)} ${file.padEnd(22)} ${seconds.toFixed(1).padStart(5)} s  ${verdict}`);
}

for (const mutant of mutants) breakRule(mutant, readFileSync(join(root, mutant.file), "utf8"));

const allTests = [...new Set(mutants.flatMap(({ tests }) => tests))];
const whole = runTests(allTests, undefined);
if (whole.broken !== undefined || whole.failed.length > 0) {
  console.error("The tests are not green with every rule in place, so a red one proves nothing:");
  console.error(whole.broken ?? whole.failed.join("\n"));
  process.exit(1);
}
printRow("(none)", "", whole.seconds, "all green");

let survivors = 0;
for (const { rule, file, tests } of mutants) {
  const { seconds, failed, broken } = runTests(tests, rule);
  const [first] = failed;
  if (first === undefined || broken !== undefined) survivors += 1;
  const verdict =
    broken !== undefined
      ? `ERROR ${broken}`
      : first === undefined
        ? "SURVIVED: no test turned red"
        : `red: ${shorten(first, 90)}${failed.length > 1 ? ` and ${failed.length - 1} more` : ""}`;
  printRow(rule, file, seconds, verdict);
}
console.log(
  survivors === 0
    ? `${mutants.length} rules broken, each turned a test red`
    : `${survivors} of ${mutants.length} broken rules were not noticed`,
);
process.exitCode = survivors === 0 ? 0 : 1;
