/** The table that a run of the pairs prints: one row for each pair and mode. */
import type { PairStepFacts, PairStepName } from "../../src/lab/scenarios/pairs.ts";

export type CellOf = (step: PairStepName) => PairStepFacts | undefined;

function seconds(ms: number | undefined): string {
  return ms === undefined ? "" : `${(ms / 1000).toFixed(1)} s`;
}

function shares(answers: Readonly<Record<string, number>> | undefined): string {
  return answers === undefined
    ? ""
    : Object.keys(answers)
        .sort()
        .map((name) => answers[name])
        .join("/");
}

/** Heading, and what the step's cell says when it went well. */
const columns: readonly (readonly [PairStepName, string, (facts: PairStepFacts) => string])[] = [
  ["start", "start", ({ tookMs }) => seconds(tookMs)],
  ["sharing", "20 requests", ({ answers }) => shares(answers)],
  ["server down", "server down", ({ tookMs }) => seconds(tookMs)],
  ["server up", "server up", ({ tookMs }) => seconds(tookMs)],
  ["machine death", "machine death", ({ gapMs }) => `gap ${seconds(gapMs)}`],
  ["return", "return, preempts", ({ tookMs }) => seconds(tookMs)],
  ["graceful stop", "graceful stop", ({ gapMs }) => `gap ${seconds(gapMs)}`],
  ["end", "end", ({ exitStatus }) => `exit ${exitStatus}`],
];

/** Rows as text; a step that did not come to its end shows as "-". */
export function formatPairs(rows: readonly { readonly title: string; readonly facts: CellOf }[]): string {
  const head = ["lvs01/lvs02", ...columns.map(([, heading]) => heading)];
  const body = rows.map(({ title, facts }) => [
    title,
    ...columns.map(([step, , cell]) => {
      const measured = facts(step);
      return measured === undefined ? "-" : cell(measured);
    }),
  ]);
  const lines = [head, ...body];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
