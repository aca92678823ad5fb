/** One run of the linter: all files given, each by itself and, as nodes of one cluster, together. */
import { type Finding, sortFindings } from "./finding.ts";
import { type Levels, levelOf, lintSubject, ownLevels, reportFor } from "./lint.ts";
import type { Node } from "./pair-rule.ts";
import { pairRules } from "./pair-rules.ts";
import type { ReadFile, Subject } from "./subject.ts";

export interface LintOutcome {
  /** In order; a file that several main files include is reported once. */
  readonly findings: readonly Finding[];
  readonly files: readonly ReadFile[];
}

/** @param nodes the same configurations as nodes that run together, empty where they have nothing to do with each other */
export function runLint(
  subjects: readonly Subject[],
  nodes: readonly Node[] = [],
  levels: Levels = ownLevels,
): LintOutcome {
  const findings = subjects.flatMap((subject) => lintSubject(subject, levels));
  if (nodes.length > 1) {
    for (const rule of pairRules) {
      if (levelOf(rule, levels) !== "off") rule.check(nodes, reportFor(rule, levels, findings));
    }
  }
  const files = new Map(subjects.flatMap(({ files: read }) => read.map((file) => [file.name, file])));
  return { findings: sortFindings(withoutTwins(findings), [...files.keys()]), files: [...files.values()] };
}

function withoutTwins(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, place, message }) => {
    const key = `${rule} ${place.file}:${place.line}:${place.column} ${message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
