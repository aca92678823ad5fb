/** Runs a scenario of the built program on the lab's machine and hands out what it says while it runs. */
import { join } from "node:path";
import { LabError } from "./lab-error.ts";
import type { Machine } from "./machine.ts";
import type { ScenarioEvent } from "./scenario-event.ts";

export interface ScenarioRequest {
  readonly name: string;
  /** Survives JSON. */
  readonly parameters: unknown;
  /** Folder of the built program. */
  readonly dist: string;
  readonly limitMs: number;
  readonly onEvent: (event: ScenarioEvent) => void;
}

/** Resolves with the scenario's exit status. Errors: `RUN_FAILED` when it ended by an exception, and those of `Machine.run`. */
export async function runScenario(machine: Machine, request: ScenarioRequest): Promise<number> {
  const script = join(request.dist, "lab-guest.js");
  const { status, stderr } = await machine.run({
    argv: [process.execPath, script, request.name, JSON.stringify(request.parameters)],
    limitMs: request.limitMs,
    onLine: (line) => request.onEvent(JSON.parse(line) as ScenarioEvent),
  });
  if (status !== 0 && stderr.trim() !== "") {
    throw new LabError("RUN_FAILED", `scenario ${request.name} ended with ${status}:\n${stderr.trim()}`);
  }
  return status;
}
