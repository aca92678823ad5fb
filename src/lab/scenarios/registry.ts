/** Every scenario by its name; a scenario's module says what its parameters are. */
import { LabError } from "../lab-error.ts";
import type { ScenarioContext } from "../scenario-context.ts";
import type { Say } from "../scenario-event.ts";
import { runDeaths } from "./deaths.ts";
import { runDemo } from "./demo.ts";
import { runExamples } from "./examples.ts";
import { runPairs } from "./pairs.ts";
import { runScript } from "./script.ts";

type Scenario = (parameters: never, context: ScenarioContext) => Promise<void>;

const scenarios = {
  deaths: runDeaths,
  demo: runDemo,
  examples: runExamples,
  pairs: runPairs,
  script: runScript,
} satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;

function isScenario(name: string): name is ScenarioName {
  return Object.hasOwn(scenarios, name);
}

/** Runs it on this kernel, its events as JSON lines on standard output. Errors: `USAGE` for an unknown name. */
export async function runScenarioHere(name: string, parameters: unknown, dist: string): Promise<void> {
  if (!isScenario(name)) throw new LabError("USAGE", `no scenario is called ${name}`);
  const say: Say = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);
  await scenarios[name](parameters as never, { say, dist });
}
