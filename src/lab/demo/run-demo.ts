/** The demo as a person sees it: where it runs, its story with the time beside it, its closing table. */
import { openMachine } from "../open-machine.ts";
import { runScenario } from "../run-scenario.ts";
import type { DemoParameters } from "../scenarios/demo.ts";
import { type DemoCheck, type DemoFacts, formatChecks, paint } from "./check.ts";
import type { DemoFault } from "./story.ts";

export interface DemoOptions {
  /** Folder of the built program. */
  readonly dist: string;
  /** Folder with the tutorial's two files. */
  readonly configFolder: string;
  readonly fault: DemoFault;
  readonly print: (text: string) => void;
  readonly colour: boolean;
}

/** The whole story takes under two minutes; a machine that is busy with other things gets five. */
const limitMs = 300_000;
const logTail = 40;

/** Tells the story; answers true only if every check of it held. */
export async function runDemo(options: DemoOptions): Promise<boolean> {
  const { print, colour } = options;
  const start = performance.now();
  const progress = (text: string) => {
    print(`${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s  ${text}`);
  };
  const checks: DemoCheck[] = [];
  let logs: Readonly<Record<string, readonly string[]>> = {};
  const hear = (facts: DemoFacts) => {
    switch (facts.kind) {
      case "check": {
        const { expectation, measurement, held } = facts.check;
        checks.push(facts.check);
        progress(`  ${paint(held ? "held" : "FAILED", held, colour)}: ${expectation}: ${measurement}`);
        return;
      }
      case "logs":
        logs = facts.logs;
    }
  };
  const machine = await openMachine({ progress });
  progress(`running ${machine.kind === "VM" ? "in the VM" : "on this machine"}, kernel ${machine.release}`);
  try {
    const parameters: DemoParameters = {
      configFolder: options.configFolder,
      program: "vigil",
      fault: options.fault,
    };
    await runScenario(machine, {
      name: "demo",
      parameters,
      dist: options.dist,
      limitMs,
      onEvent: (event) => {
        if (event.kind === "progress") progress(event.text);
        else if (event.kind === "facts") hear(event.facts as DemoFacts);
      },
    });
  } finally {
    await machine.close();
  }
  const held = checks.length > 0 && checks.every((check) => check.held);
  if (!held) {
    for (const [name, lines] of Object.entries(logs)) {
      print(`\nlast words of ${name}:\n${lines.slice(-logTail).join("\n")}`);
    }
  }
  print(`\n${formatChecks(checks, colour)}\n`);
  print(paint(held ? "Everything held." : "NOT everything held.", held, colour));
  return held;
}
