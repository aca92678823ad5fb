/** One run of the linter under everything that the user has a say in: comments, settings, target version, baseline, least level. */
import { applyBaseline, type BaselineEntry } from "./control/baseline.ts";
import { keywordTooNew } from "./control/control-rules.ts";
import { forVersion } from "./control/keywords-too-new.ts";
import { suppress } from "./control/suppression.ts";
import type { TargetVersion } from "./control/target-version.ts";
import { type Finding, LEVELS, type Level, sortFindings } from "./finding.ts";
import { type Fingerprints, fingerprintsOf } from "./fingerprint.ts";
import type { Levels } from "./lint.ts";
import type { Node } from "./pair-rule.ts";
import { type RuleEntry, ruleCatalogue } from "./rule-catalogue.ts";
import { type LintOutcome, runLint } from "./run.ts";
import { SourceLines } from "./source-lines.ts";
import type { ReadFile, Subject } from "./subject.ts";

export interface RunRequest {
  readonly subjects: readonly Subject[];
  /** As `runLint`'s. */
  readonly nodes: readonly Node[];
  readonly levels: Levels;
  /** What the configurations are for, where it is not the newest. */
  readonly keepalivedVersion: TargetVersion | undefined;
  readonly baseline: readonly BaselineEntry[];
  /** Less serious findings are not shown and do not count. */
  readonly severity: Level;
  /** One name for a file however it is written: what two main files include by two paths is reported once. */
  readonly realName: (file: string) => string;
}

export interface RunOutcome {
  /** What is shown and counts, in order. */
  readonly findings: readonly Finding[];
  readonly fingerprints: Fingerprints;
  readonly files: readonly ReadFile[];
  /** In the baseline. */
  readonly known: readonly Finding[];
  /** Silenced by comments. */
  readonly silenced: readonly Finding[];
  /** In the baseline, in a file that was read, and found no more. */
  readonly gone: readonly BaselineEntry[];
}

export function runControlled(request: RunRequest): RunOutcome {
  const { subjects, nodes, levels, keepalivedVersion, baseline, severity } = request;
  const { findings: all, files } = withoutAliases(runLint(subjects, nodes, levels), request.realName);
  const versioned =
    keepalivedVersion === undefined ? all : forVersion(all, subjects, keepalivedVersion, levels);
  const { kept, silenced } = suppress(versioned, files, {
    isRule: (id) => ruleCatalogue.has(id),
    ruleIds: () => ruleCatalogue.keys(),
    ran: (id) => ran(ruleCatalogue.get(id), request),
    levels,
  });
  const names = files.map(({ name }) => name);
  const sorted = sortFindings([...kept, ...silenced], names);
  // Of the silenced ones, too: a comment more must not change what the others of its kind are known by.
  const fingerprints = fingerprintsOf(sorted, new SourceLines(files));
  const isSilenced = new Set(silenced);
  const { fresh, known, gone } = applyBaseline(
    sorted.filter((finding) => !isSilenced.has(finding)),
    fingerprints,
    baseline,
  );
  const read = new Set(names);
  return {
    findings: fresh.filter(({ level }) => isAtLeast(level, severity)),
    fingerprints,
    files,
    known,
    silenced,
    gone: gone.filter(({ file }) => read.has(file)),
  };
}

/** A file read under several names keeps the first one for everything that is said the same of each. */
function withoutAliases({ findings, files }: LintOutcome, realName: RunRequest["realName"]): LintOutcome {
  const first = new Map<string, string>();
  const aliases = new Map<string, string>();
  for (const { name } of files) {
    const real = realName(name);
    const known = first.get(real);
    if (known === undefined) first.set(real, name);
    else aliases.set(name, known);
  }
  if (aliases.size === 0) return { findings, files };
  const keyOf = ({ rule, place, message }: Finding, file: string) =>
    `${rule} ${file}:${place.line}:${place.column} ${message}`;
  const said = new Set(findings.map((finding) => keyOf(finding, finding.place.file)));
  const kept = findings.filter((finding) => {
    const known = aliases.get(finding.place.file);
    return known === undefined || !said.has(keyOf(finding, known));
  });
  const needed = new Set(kept.map(({ place }) => place.file));
  return { findings: kept, files: files.filter(({ name }) => !aliases.has(name) || needed.has(name)) };
}

export function isAtLeast(level: Level, least: Level): boolean {
  return LEVELS.indexOf(level) <= LEVELS.indexOf(least);
}

function ran(rule: RuleEntry | undefined, request: RunRequest): boolean {
  if (rule === undefined) return false;
  if ((request.levels.get(rule.id) ?? rule.level) === "off") return false;
  if (rule.needs === "host" && request.subjects.every(({ host }) => host === undefined)) return false;
  if (rule.id === keywordTooNew.id && request.keepalivedVersion === undefined) return false;
  return rule.kind !== "pair" || request.nodes.length > 1;
}
