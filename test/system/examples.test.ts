/** Every example in the lab: what keepalived makes of its files Vigil makes of them, and a client is served by either. */
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DirectorProgram, directorPrograms } from "../../src/lab/director/program.ts";
import { type ExampleName, exampleNames, examples as known } from "../../src/lab/example/examples.ts";
import type { Machine } from "../../src/lab/machine.ts";
import { runScenario } from "../../src/lab/run-scenario.ts";
import type { ExampleFacts, ExampleReport } from "../../src/lab/scenarios/examples.ts";
import { dist, examples, openTestMachine, say } from "./harness.ts";

/** The other two, DR and NAT, are what the pairs go through. */
const names = exampleNames.filter((name) => name !== "lvs-dr" && name !== "lvs-nat");
const parallel = 3;
const runLimitMs = 900_000;

const facts = new Map<string, ExampleFacts>();
const failures = new Map<string, string>();
let machine: Machine | undefined;

function factsOf(name: ExampleName, program: DirectorProgram): ExampleFacts {
  const found = facts.get(`${name} ${program}`);
  if (found === undefined) throw new Error(failures.get(name) ?? `${name} was not run with ${program}`);
  return found;
}

beforeAll(async () => {
  machine = await openTestMachine(["keepalived", ...names.flatMap((name) => known[name].programs)]);
  const start = performance.now();
  await runScenario(machine, {
    name: "examples",
    parameters: { names, examples, parallel },
    dist,
    limitMs: runLimitMs,
    onEvent: (event) => {
      if (event.kind !== "facts") return;
      const report = event.facts as ExampleReport;
      const seconds = ((performance.now() - start) / 1000).toFixed(0);
      say(
        `${seconds} s: ${report.name} with ${report.program ?? "nobody"}: ${JSON.stringify(report, null, 1)}`,
      );
      if (report.kind === "run") facts.set(`${report.name} ${report.program}`, report.facts);
      else failures.set(report.name, `${report.error}\n${report.log.join("\n")}`);
    },
  });
}, runLimitMs + 120_000);

afterAll(() => machine?.close());

it("runs each", () => expect(names).toHaveLength(6));
