/** What a reporter is: the outcome of a run, made into the text that somebody reads. */
import type { RunOutcome } from "../controlled-run.ts";
import type { RuleEntry } from "../rule-catalogue.ts";

export interface LintReport extends RunOutcome {
  /** The documentation of each rule that found something. */
  readonly ruleOf: (id: string) => RuleEntry | undefined;
  /** Vigil's version. */
  readonly version: string;
}

export interface ReporterOptions {
  /** Whether colours may be used: the text form alone has any. */
  readonly colours: boolean;
  /** The working directory as a whole path, which the paths for CI systems are relative to. */
  readonly folder: string;
}

/** The whole output, with the newline at its end where there is any. */
export type Reporter = (report: LintReport, options: ReporterOptions) => string;
