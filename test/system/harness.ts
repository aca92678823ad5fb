/** What every system test starts from: the built program, the examples, and one machine with IPVS for the whole file. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { onTestFailed } from "vitest";
import type { Machine } from "../../src/lab/machine.ts";
import { openMachine } from "../../src/lab/open-machine.ts";
import type { LabProgram } from "../../src/lab/requirements.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The built program, which is what the lab's machine runs. */
export const dist = `${root}dist`;
export const examples = `${root}examples`;

/** Says a line at once, past the runner's own gathering of output. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** The machine, with those programs besides the lab's own. To be closed after the last test. */
export async function openTestMachine(programs: readonly LabProgram[]): Promise<Machine> {
  if (!existsSync(`${dist}/main.js`)) throw new Error(`${dist} is not built: npm run build`);
  return openMachine({ progress: say, programs });
}

/** Runs a shell script on the machine; its lines are shown when the test fails, and only then: what is red on purpose must not look like a test that is. */
export async function runScript(
  machine: Machine | undefined,
  script: string,
  limitMs: number,
): Promise<{ readonly status: number; readonly lines: readonly string[] }> {
  if (machine === undefined) throw new Error("no machine");
  const lines: string[] = [];
  onTestFailed(() => say(lines.map((line) => `  ${line}`).join("\n")));
  const { status } = await machine.run({
    argv: ["sh", "-c", script],
    onLine: (line) => lines.push(line),
    limitMs,
  });
  return { status, lines };
}
