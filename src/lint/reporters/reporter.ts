/** What a reporter is: findings and the files that they stand in, made into the text that somebody reads. */
import type { Finding } from "../finding.ts";
import type { RuleFacts } from "../rule.ts";
import type { ReadFile } from "../subject.ts";

export interface LintReport {
  /** In order. */
  readonly findings: readonly Finding[];
  /** Every file that was read, by the names that places have. */
  readonly files: readonly ReadFile[];
  /** The documentation of each rule that found something. */
  readonly ruleOf: (id: string) => RuleFacts | undefined;
  /** Vigil's version. */
  readonly version: string;
}

export interface ReporterOptions {
  /** Whether colours may be used: the text form alone has any. */
  readonly colours: boolean;
}

/** The whole output, with the newline at its end where there is any. */
export type Reporter = (report: LintReport, options: ReporterOptions) => string;
