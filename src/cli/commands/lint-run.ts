/** One run of `vigil lint`: reads, lints, and makes the output and the exit status. */
import { existsSync, writeFileSync } from "node:fs";
import type { ConfigFiles } from "../../config/files.ts";
import { type BaselineEntry, readBaseline, writeBaseline } from "../../lint/control/baseline.ts";
import type { FailLevel } from "../../lint/control/settings.ts";
import { isAtLeast, type RunOutcome, runControlled } from "../../lint/controlled-run.ts";
import type { HostView } from "../../lint/host-view.ts";
import { countOf } from "../../lint/reporters/counts.ts";
import { githubSummary } from "../../lint/reporters/github-summary.ts";
import { type Format, reporters } from "../../lint/reporters/reporters.ts";
import { ruleOf } from "../../lint/rule-catalogue.ts";
import { CommandError } from "../command-error.ts";
import { fixFiles } from "../lint-fix.ts";
import { version } from "../version.ts";
import { readSubjects, realName } from "./lint-files.ts";
import type { LintRequest } from "./lint-options.ts";
import { readText, settingsFor } from "./lint-settings.ts";

export interface LintSurroundings {
  readonly colours: boolean;
  /** The working directory. */
  readonly folder: string;
  /** Undefined when no host is looked at: then nothing of a host counts. */
  readonly host: HostView | undefined;
}

export interface LintResult {
  readonly exitCode: 0 | 1 | 2;
  /** For standard output. */
  readonly output: string;
  /** For standard error, a sentence each. */
  readonly problems: readonly string[];
  /** For standard output, before the rest; one character is one byte. */
  readonly diff?: string;
  /** For the job's page on GitHub. */
  readonly jobSummary?: string;
}

/** Throws CommandError where settings or baseline cannot be used. */
export function runLintRequest(request: LintRequest, surroundings: LintSurroundings): LintResult {
  const { files, stdinName, config, baseline, severity } = request;
  const settings = settingsFor(
    files.map((file) => (file === "-" ? (stdinName ?? "stdin") : file)),
    config,
  );
  const known = baseline === undefined || request.writeBaseline ? [] : knownFindings(baseline);
  const lint = (from?: ConfigFiles) => {
    const { subjects, nodes, problems } = readSubjects(request, surroundings.host, from);
    const levels = settings.levels;
    const keepalivedVersion = request.keepalivedVersion ?? settings.keepalivedVersion;
    const run = { subjects, nodes, levels, keepalivedVersion, baseline: known, severity, realName };
    return { subjects, problems, ...runControlled(run) };
  };
  const first = lint();
  if (first.subjects.length === 0) return { exitCode: 2, output: "", problems: first.problems };
  const isFixed = request.fix === true || request.diff === true;
  const fixed = isFixed ? fixFiles(first, request.diff === true, lint) : undefined;
  const outcome = fixed?.outcome ?? first;
  const problems = first.problems;
  if (request.writeBaseline && baseline !== undefined) {
    const said = saveBaseline(baseline, outcome);
    return { exitCode: problems.length > 0 ? 2 : 0, output: "", problems: [...problems, said] };
  }
  const format = request.format ?? (settings.format as Format | undefined) ?? "text";
  const report = { ...outcome, ruleOf, version };
  const failLevel = request.failLevel ?? settings.failLevel ?? "warning";
  return {
    exitCode:
      problems.length > 0 || fixed?.failed === true
        ? 2
        : exitCodeOf(outcome, failLevel, surroundings.host !== undefined),
    output: reporters[format](report, surroundings),
    problems: [...problems, ...(fixed?.said ?? [])],
    ...(fixed === undefined || fixed.diff === "" ? {} : { diff: fixed.diff }),
    ...(format === "github" ? { jobSummary: githubSummary(report, surroundings) } : {}),
  };
}

function exitCodeOf({ findings }: RunOutcome, failLevel: FailLevel, looksAtHost: boolean): 0 | 1 {
  if (failLevel === "none") return 0;
  const counts = findings.some(
    ({ level, host }) => isAtLeast(level, failLevel) && (looksAtHost || host === undefined),
  );
  return counts ? 1 : 0;
}

function knownFindings(file: string): readonly BaselineEntry[] {
  if (!existsSync(file)) {
    throw new CommandError(`there is no baseline ${file}: write it with --write-baseline first`, 2);
  }
  const reading = readBaseline(file, readText(file));
  if (reading.kind === "mistake") throw new CommandError(reading.message, 2);
  return reading.entries;
}

/** Says what was done. */
function saveBaseline(file: string, { findings, fingerprints }: RunOutcome): string {
  try {
    writeFileSync(file, writeBaseline(findings, fingerprints));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`${file} cannot be written: ${reason}`, 2);
  }
  return `${countOf(findings.length, "finding")} written to ${file}`;
}
