/** Runs the rules over a configuration. */
import { endColumnOf, placeOf } from "../config/source.ts";
import { diagnosticFindings } from "./diagnostic-findings.ts";
import type { Finding, Level, RuleId } from "./finding.ts";
import { withoutOvershadowed } from "./overshadowed.ts";
import type { FindingTraits, Report, Rule, RuleFacts } from "./rule.ts";
import { rules } from "./rules.ts";
import type { Subject } from "./subject.ts";

/** What a rule weighs; absent rules weigh what they say themselves. */
export type Levels = ReadonlyMap<RuleId, Level | "off">;

export const ownLevels: Levels = new Map();

/** All that is found in one configuration, in no order. */
export function lintSubject(subject: Subject, levels: Levels = ownLevels): readonly Finding[] {
  const ofHost = diagnosticFindings(subject.hostDiagnostics, levels, subject.files).map((one) => ({
    ...one,
    host: true as const,
  }));
  const findings = [...diagnosticFindings(subject.diagnostics, levels, subject.files), ...ofHost];
  for (const rule of rules) {
    if (rule.needs === "host" && subject.host === undefined) continue;
    if (levelOf(rule, levels) === "off") continue;
    rule.check(subject, reportFor(rule, levels, findings));
  }
  return withoutOvershadowed(findings);
}

export function levelOf({ id, level }: Pick<RuleFacts, "id" | "level">, levels: Levels): Level | "off" {
  return levels.get(id) ?? level;
}

/** What a rule's findings go through on their way to the list. */
export function reportFor(
  rule: Pick<RuleFacts, "id" | "level"> & Pick<Rule, "needs">,
  levels: Levels,
  findings: Finding[],
): Report {
  const chosen = levels.get(rule.id);
  return (at, message, { remedy, related, fix, level }: FindingTraits = {}) => {
    const weighs = chosen ?? level ?? rule.level;
    if (weighs === "off") return;
    findings.push({
      rule: rule.id,
      level: weighs,
      message,
      ...(remedy === undefined ? {} : { remedy }),
      place: placeOf(at),
      endColumn: endColumnOf(at),
      ...(related === undefined
        ? {}
        : { related: related.map((one) => ({ place: placeOf(one.at), what: one.what })) }),
      ...(fix === undefined ? {} : { fix }),
      ...(rule.needs === "host" ? { host: true as const } : {}),
    });
  };
}
