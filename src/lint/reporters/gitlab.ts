/** Findings as GitLab's code quality report. */
import type { Level } from "../finding.ts";
import { fullMessage } from "./message.ts";
import { relativePath } from "./relative-path.ts";
import type { Reporter } from "./reporter.ts";

const severityOf = { error: "critical", warning: "major", info: "info" } as const satisfies Record<
  Level,
  string
>;

export const gitlabReporter: Reporter = ({ findings, fingerprints }, { folder }) => {
  const issues = findings.map((finding) => ({
    description: fullMessage(finding),
    check_name: finding.rule,
    fingerprint: fingerprints.get(finding),
    severity: severityOf[finding.level],
    location: {
      path: relativePath(finding.place.file, folder),
      lines: { begin: finding.place.line },
    },
  }));
  return `${JSON.stringify(issues, undefined, 2)}\n`;
};
