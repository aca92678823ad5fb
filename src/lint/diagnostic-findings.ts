/** What reading a configuration says, as findings: each code is a rule of its own, `config/` and the code. */
import type { Diagnostic, Severity } from "../config/diagnostic.ts";
import { fixOf } from "./diagnostic-fix.ts";
import { type DiagnosticRule, diagnosticRules } from "./diagnostic-rules.ts";
import type { Finding, Level } from "./finding.ts";
import type { Levels } from "./lint.ts";
import type { ReadFile } from "./subject.ts";
import { WrittenLines } from "./written-lines.ts";

const levelOfSeverity: Readonly<Record<Severity, Level>> = {
  fatal: "error",
  error: "error",
  warning: "warning",
  notice: "warning",
  hint: "info",
};

/** Without those that follow from another one: whoever mends that is rid of them. */
export function diagnosticFindings(
  diagnostics: readonly Diagnostic[],
  levels: Levels,
  files: readonly ReadFile[],
): Finding[] {
  const texts = new WrittenLines(files);
  return diagnostics.flatMap((diagnostic) => {
    if (diagnostic.cause !== undefined) return [];
    const { id, level } = diagnosticRules[diagnostic.code];
    const weighs = levels.get(id) ?? levelOfDiagnostic(level, diagnostic.severity);
    return weighs === "off" ? [] : [findingOf(diagnostic, weighs, texts)];
  });
}

function levelOfDiagnostic(level: DiagnosticRule["level"], severity: Severity): Level | "off" {
  if (typeof level === "string") return level;
  return level?.[severity] ?? levelOfSeverity[severity];
}

function findingOf(diagnostic: Diagnostic, level: Level, texts: WrittenLines): Finding {
  const { code, message, place, endColumn, related } = diagnostic;
  const { id } = diagnosticRules[code];
  const fix = fixOf(diagnostic, texts);
  return {
    rule: id,
    level,
    message,
    place,
    endColumn,
    ...(related === undefined ? {} : { related: [{ place: related.place, what: "it is defined here" }] }),
    ...(fix === undefined ? {} : { fix }),
  };
}
