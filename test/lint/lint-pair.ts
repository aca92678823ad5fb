/** Lints several configurations that are texts as the nodes of one cluster. */
import type { Finding } from "../../src/lint/finding.ts";
import type { Node } from "../../src/lint/pair-rule.ts";
import { runLint } from "../../src/lint/run.ts";
import { subjectOf } from "./lint-text.ts";

/** By node name; the file of `lvs01` is called `lvs01.conf`. */
export function pairFindings(texts: Readonly<Record<string, string>>): readonly Finding[] {
  const nodes = Object.entries(texts).map(
    ([name, text]): Node => ({ name, subject: subjectOf(text, { file: `${name}.conf`, configId: name }) }),
  );
  return runLint(
    nodes.map(({ subject }) => subject),
    nodes,
  ).findings;
}

/** `file:line:column level message`. */
export function shownFinding({ place, level, message }: Finding): string {
  return `${place.file}:${place.line}:${place.column} ${level} ${message}`;
}
