/** Runs examples in the lab, once by keepalived and once by Vigil, and holds the second to what the first did. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DirectorProgram } from "../../src/lab/director/program.ts";
import { type ExampleName, examples as known } from "../../src/lab/example/examples.ts";
import type { Machine } from "../../src/lab/machine.ts";
import { runScenario } from "../../src/lab/run-scenario.ts";
import type { ExampleFacts, ExampleReport } from "../../src/lab/scenarios/examples.ts";
import { dist, examples, openTestMachine, say } from "./harness.ts";

/** What a reader of the example sees of it. */
export interface ExampleExpectation {
  readonly name: ExampleName;
  /** Lines of `ipvsadm -Sn` on each director, sorted. */
  readonly table: readonly string[];
  /** Lines of client.sh, in any order. */
  readonly answers: readonly string[] | ((answers: readonly string[]) => void);
  /** How `ip address show` begins the line of each address that moves from lvs01 to lvs02. */
  readonly addresses: readonly string[];
}

const parallel = 3;
const runLimitMs = 900_000;
const programs = ["keepalived", "vigil"] as const satisfies readonly DirectorProgram[];

function expectAnswers(answers: readonly string[], expected: ExampleExpectation["answers"]): void {
  if (typeof expected === "function") expected(answers);
  else expect([...answers].sort()).toEqual([...expected].sort());
}

export function checkExamples(expectations: readonly ExampleExpectation[]): void {
  const facts = new Map<string, ExampleFacts>();
  const failures = new Map<string, string>();
  let machine: Machine | undefined;

  function factsOf(name: ExampleName, program: DirectorProgram): ExampleFacts {
    const found = facts.get(`${name} ${program}`);
    if (found === undefined) throw new Error(failures.get(name) ?? `${name} was not run by ${program}`);
    return found;
  }

  beforeAll(async () => {
    const names = expectations.map(({ name }) => name);
    machine = await openTestMachine(["keepalived", ...names.flatMap((name) => known[name].programs)]);
    const startMs = performance.now();
    const passed = () => `${((performance.now() - startMs) / 1000).toFixed(0)} s`;
    await runScenario(machine, {
      name: "examples",
      parameters: { names, examples, parallel },
      dist,
      limitMs: runLimitMs,
      onEvent: (event) => {
        if (event.kind !== "facts") return;
        const report = event.facts as ExampleReport;
        switch (report.kind) {
          case "prepared":
            say(`${report.name} stands (${passed()})`);
            return;
          case "run":
            say(`${report.name} by ${report.program}: ${report.facts.answers.join(", ")} (${passed()})`);
            facts.set(`${report.name} ${report.program}`, report.facts);
            return;
          case "failed":
            say(`${report.name} by ${report.program ?? "nobody"}: ${report.error} (${passed()})`);
            failures.set(report.name, `${report.error}\n${report.log.join("\n")}`);
        }
      },
    });
  }, runLimitMs + 120_000);

  afterAll(() => machine?.close());

  describe.each(
    expectations.flatMap((expectation) => programs.map((program) => ({ ...expectation, program }))),
  )("$name by $program", ({ name, program, table, answers, addresses }) => {
    it("has the table that its files describe, on both directors", () => {
      const { tables } = factsOf(name, program);
      expect(tables).toEqual({ lvs01: table, lvs02: table });
      expect(tables).toEqual(factsOf(name, "keepalived").tables);
    });

    it("serves the client", () => expectAnswers(factsOf(name, program).answers, answers));

    it("serves it by lvs02 when lvs01 was stopped", () => {
      const found = factsOf(name, program);
      expectAnswers(found.answersAfterFailover, answers);
      for (const address of addresses) {
        const has = (lines: readonly string[]) => lines.some((line) => line.startsWith(address));
        expect([has(found.addresses), has(found.addressesAfterFailover)], address).toEqual([true, true]);
      }
    });

    it("has the addresses as keepalived has them", () => {
      const [found, oracle] = [factsOf(name, program), factsOf(name, "keepalived")];
      expect(found.addresses).toEqual(oracle.addresses);
      expect(found.addressesAfterFailover).toEqual(oracle.addressesAfterFailover);
    });

    it("leaves nothing behind", () => {
      const found = factsOf(name, program);
      expect(found.exitStatus).toEqual({ lvs01: 0, lvs02: 0 });
      expect(found.left).toEqual({ lvs01: [], lvs02: [] });
    });
  });
}

/** The virtual address of them all. */
export const virtualAddressLine = "inet 172.16.1.100/32 scope global";

export const bothTwice = ["proxy01", "proxy01", "proxy02", "proxy02"];

/** Four answers, all by the same server: which of them is the scheduler's choice. */
export function expectOneServer(answers: readonly string[]): void {
  expect(answers).toHaveLength(4);
  expect(["proxy01", "proxy02"]).toContain(answers[0]);
  expect(new Set(answers).size).toBe(1);
}
