/** Findings as workflow commands of GitHub Actions, which become annotations. */
import type { Level } from "../finding.ts";
import { SourceLines } from "../source-lines.ts";
import { fullMessage } from "./message.ts";
import { relativePath } from "./relative-path.ts";
import type { Reporter } from "./reporter.ts";

const commandOf = { error: "error", warning: "warning", info: "notice" } as const satisfies Record<
  Level,
  string
>;

export const githubReporter: Reporter = ({ findings, files }, { folder }) => {
  const lines = new SourceLines(files);
  return findings
    .map((finding) => {
      const { rule, level, place, endColumn } = finding;
      const { file, line, column } = place;
      const properties = {
        file: relativePath(file, folder),
        line,
        col: lines.utf16Column(file, line, column),
        endColumn: lines.utf16Column(file, line, endColumn),
        title: rule,
      };
      const words = Object.entries(properties).map(
        ([name, value]) => `${name}=${escapeProperty(String(value))}`,
      );
      return `::${commandOf[level]} ${words.join(",")}::${escapeData(fullMessage(finding))}\n`;
    })
    .join("");
};

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
