/** Findings as data; the shape has a version, and `json-schema.ts` describes it. */
import { LEVELS } from "../finding.ts";
import type { Reporter } from "./reporter.ts";

/** Raised when something that readers rely on changes. */
export const JSON_VERSION = 1;

export const jsonReporter: Reporter = ({ findings, fingerprints, files, known, silenced, gone, version }) => {
  const counts = LEVELS.map((level) => [level, findings.filter((one) => one.level === level).length]);
  const output = {
    version: JSON_VERSION,
    tool: { name: "vigil", version },
    files: files.map(({ name }) => name),
    summary: { ...Object.fromEntries(counts), known: known.length, silenced: silenced.length },
    findings: findings.map((finding) => ({ ...finding, fingerprint: fingerprints.get(finding) })),
    gone,
  };
  return `${JSON.stringify(output, undefined, 2)}\n`;
};
