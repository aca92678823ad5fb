/** Findings as an editor's diagnostics. */
import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type Location,
} from "vscode-languageserver-types";
import type { Finding, Level } from "../lint/finding.ts";
import type { Place } from "../values/place.ts";
import type { TextPositions } from "./text-positions.ts";

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const satisfies Record<Level, DiagnosticSeverity>;

/** A file's text, as columns are counted in it. */
export type FindPositions = (file: string) => TextPositions;

export function diagnosticOf(
  finding: Finding,
  positionsOf: FindPositions,
  uriOf: (file: string) => string,
): Diagnostic {
  const { rule, level, message, remedy, place, endColumn, related } = finding;
  return {
    range: rangeOf(place, endColumn, positionsOf),
    severity: severities[level],
    code: rule,
    source: "vigil",
    message: remedy === undefined ? message : `${message}\n${remedy}`,
    ...(rule.includes("deprecated") ? { tags: [DiagnosticTag.Deprecated] } : {}),
    ...(related === undefined
      ? {}
      : {
          relatedInformation: related.map(
            ({ place: other, what }): DiagnosticRelatedInformation => ({
              location: locationOf(other, positionsOf, uriOf),
              message: what,
            }),
          ),
        }),
  };
}

function rangeOf(place: Place, endColumn: number, positionsOf: FindPositions) {
  const positions = positionsOf(place.file);
  const start = positions.offsetOfPlace(place);
  const end = positions.offsetOfPlace({ line: place.line, column: Math.max(place.column, endColumn) });
  return positions.range({ start, end });
}

/** A related place has no end: its first byte is enough to go to it. */
function locationOf(place: Place, positionsOf: FindPositions, uriOf: (file: string) => string): Location {
  return { uri: uriOf(place.file), range: rangeOf(place, place.column, positionsOf) };
}
