/** Findings for people: the line, the words marked, what happens at run time and the remedy. */
import type { Finding, Level, Related } from "../finding.ts";
import { SourceLines } from "../source-lines.ts";
import { countOf, summaryLine } from "./counts.ts";
import { excerptOf } from "./excerpt.ts";
import { plain } from "./message.ts";
import type { LintReport, Reporter, ReporterOptions } from "./reporter.ts";

const colourOf: Readonly<Record<Level, string>> = { error: "31", warning: "33", info: "36" };

export const textReporter: Reporter = (report, options) => {
  const lines = new SourceLines(report.files);
  const parts = report.findings.map((finding) => findingText(finding, lines, options));
  return `${[...parts, ...goneLines(report), summaryLine(report)].join("\n")}\n`;
};

/** A finding with its line, ending with a newline. */
export function findingText(
  finding: Finding,
  lines: SourceLines,
  { colours }: Pick<ReporterOptions, "colours">,
): string {
  const { rule, level, message, remedy, place, endColumn, related = [], host } = finding;
  const paint = (code: string, text: string) => (colours ? `\x1b[${code}m${text}\x1b[0m` : text);
  const where = plain(`${place.file}:${place.line}:${place.column}`);
  const ofHost = host === true ? " (on this host)" : "";
  const parts = [
    `${paint("1", where)}: ${paint(colourOf[level], level)}: ${plain(message)} [${rule}]${ofHost}`,
  ];
  const line = lines.line(place.file, place.line);
  if (line !== undefined && line.trim() !== "") {
    const { text, indent, mark } = excerptOf(line, place.column, endColumn);
    const number = String(place.line);
    parts.push(`  ${number} | ${text}`);
    parts.push(`  ${" ".repeat(number.length)} | ${indent}${paint(colourOf[level], mark)}`);
  }
  for (const one of related) parts.push(...relatedLines(one, lines));
  if (remedy !== undefined) parts.push(`  remedy: ${plain(remedy)}`);
  return `${parts.join("\n")}\n`;
}

function relatedLines({ place, what }: Related, lines: SourceLines): string[] {
  const line = lines.line(place.file, place.line);
  const head = `  ${plain(`${place.file}:${place.line}:${place.column}: ${what}`)}`;
  if (line === undefined || line.trim() === "") return [head];
  return [head, `    ${place.line} | ${excerptOf(line, place.column, place.column).text}`];
}

const MOST_GONE = 20;

function goneLines({ gone }: LintReport): string[] {
  if (gone.length === 0) return [];
  const shown = gone
    .slice(0, MOST_GONE)
    .map(({ file, rule, message }) => `  ${plain(`${file}: ${message}`)} [${rule}]`);
  const more = gone.length > MOST_GONE ? [`  and ${gone.length - MOST_GONE} more`] : [];
  const head = `${countOf(gone.length, "finding")} of the baseline gone; --write-baseline takes ${gone.length === 1 ? "it" : "them"} out:`;
  return [[head, ...shown, ...more].join("\n"), ""];
}
