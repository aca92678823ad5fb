/** Findings in Checkstyle's form (4.3), which many tools read; columns count UTF-16 code units. */
import { SourceLines } from "../source-lines.ts";
import { findingsByFile } from "./by-file.ts";
import { fullMessage } from "./message.ts";
import { relativePath } from "./relative-path.ts";
import type { Reporter } from "./reporter.ts";
import { xmlDocument, xmlElement } from "./xml.ts";

export const checkstyleReporter: Reporter = (report, { folder }) => {
  const lines = new SourceLines(report.files);
  const files = [...findingsByFile(report)].map(([name, findings]) => {
    const errors = findings.map((finding) => {
      const { file, line, column } = finding.place;
      return xmlElement("error", {
        line,
        column: lines.utf16Column(file, line, column),
        severity: finding.level,
        message: fullMessage(finding),
        source: finding.rule,
      });
    });
    return xmlElement("file", { name: relativePath(name, folder) }, errors);
  });
  return xmlDocument(xmlElement("checkstyle", { version: "4.3" }, files));
};
