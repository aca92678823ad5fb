/** The demo as a scenario: tells its story on the lab, and what each chapter measured. */
import { join } from "node:path";
import type { DemoCheck, DemoFacts } from "../demo/check.ts";
import { chapters, type DemoFault, type Story } from "../demo/story.ts";
import type { DirectorProgram } from "../director/program.ts";
import { Lab } from "../lab.ts";
import type { ScenarioContext } from "../scenario-context.ts";
import type { directorNames } from "../topology/plan.ts";

export interface DemoParameters {
  /** Folder with `lvs01.conf` and `lvs02.conf`. */
  readonly configFolder: string;
  readonly program: DirectorProgram;
  readonly fault: DemoFault;
}

/** Chapter by chapter; after one that did not come to its end the rest would tell nothing true, and counts as not held. */
async function tellStory(story: Story): Promise<void> {
  let failed = false;
  for (const [name, chapter] of chapters) {
    if (failed) {
      story.check({ expectation: name, measurement: "not reached", held: false });
      continue;
    }
    try {
      await chapter(story);
    } catch (error) {
      failed = true;
      const measurement = error instanceof Error ? error.message : String(error);
      story.check({ expectation: name, measurement, held: false });
    }
  }
}

export async function runDemo(parameters: DemoParameters, context: ScenarioContext): Promise<void> {
  const tellFacts = (facts: DemoFacts) => context.say({ kind: "facts", facts });
  const tell = (text: string) => context.say({ kind: "progress", text });
  const check = (made: DemoCheck) => tellFacts({ kind: "check", check: made });
  const director = (name: (typeof directorNames)[number]) => ({
    name,
    program: parameters.program,
    configFile: join(parameters.configFolder, `${name}.conf`),
    dist: context.dist,
  });
  tell("laying the network: client, router, two directors, two web servers");
  const lab = await Lab.open({
    mode: "DR",
    directors: [director("lvs01"), director("lvs02")],
    dist: context.dist,
  });
  try {
    await tellStory({ lab, fault: parameters.fault, tell, check });
    const log = (name: (typeof directorNames)[number]) => lab.directors[name].log.map(({ text }) => text);
    tellFacts({ kind: "logs", logs: { lvs01: log("lvs01"), lvs02: log("lvs02") } });
  } finally {
    lab.close();
  }
}
