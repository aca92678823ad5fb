/** What a scenario gets besides its parameters. */
import type { Say } from "./scenario-event.ts";

export interface ScenarioContext {
  readonly say: Say;
  /** Folder of the built Vigil. */
  readonly dist: string;
}
