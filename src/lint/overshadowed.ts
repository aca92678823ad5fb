/** Findings that another finding on the same words explains: one mistake is told once, at its cause. */
import type { Finding, RuleId } from "./finding.ts";

/** What they mark is the cause of whatever reading says of the same bytes. */
const explaining: ReadonlySet<RuleId> = new Set(["text/comment-in-word", "text/lookalike-character"]);

export function withoutOvershadowed(findings: readonly Finding[]): readonly Finding[] {
  const causes = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (!explaining.has(finding.rule)) continue;
    const key = lineOf(finding);
    causes.set(key, [...(causes.get(key) ?? []), finding]);
  }
  if (causes.size === 0) return findings;
  return findings.filter(
    (finding) =>
      !finding.rule.startsWith("config/") ||
      !causes.get(lineOf(finding))?.some((cause) => overlaps(cause, finding)),
  );
}

function lineOf({ place }: Finding): string {
  return `${place.file}:${place.line}`;
}

function overlaps(one: Finding, other: Finding): boolean {
  return one.place.column < other.endColumn && other.place.column < one.endColumn;
}
