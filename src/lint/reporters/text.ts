/** Findings for people: the line, the words marked, what happens at run time and the remedy. */
import { readable } from "../../config/source.ts";
import { type Finding, LEVELS, type Level } from "../finding.ts";
import type { LintReport, Reporter, ReporterOptions } from "./reporter.ts";

const colourOf: Readonly<Record<Level, string>> = { error: "31", warning: "33", info: "36" };

export const textReporter: Reporter = (report, options) => {
  const lines = new SourceLines(report);
  const parts = report.findings.map((finding) => findingText(finding, lines, options));
  return `${[...parts, summary(report.findings)].join("\n")}\n`;
};

/** Lines of the files, split when they are first asked for. */
class SourceLines {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #lines = new Map<string, readonly string[]>();

  constructor({ files }: LintReport) {
    this.#texts = new Map(files.map(({ name, text }) => [name, text]));
  }

  /** Bytes as characters (latin1), without the line's end; undefined where no such line was read. */
  line(file: string, line: number): string | undefined {
    const known = this.#lines.get(file) ?? this.#texts.get(file)?.split("\n") ?? [];
    this.#lines.set(file, known);
    return known[line - 1]?.replace(/\r$/, "");
  }
}

/** Long lines are shown around the words concerned. */
const MOST_SHOWN = 160;

function findingText(finding: Finding, lines: SourceLines, { colours }: ReporterOptions): string {
  const { rule, level, message, remedy, place, endColumn, related = [], host } = finding;
  const paint = (code: string, text: string) => (colours ? `\x1b[${code}m${text}\x1b[0m` : text);
  const where = `${place.file}:${place.line}:${place.column}`;
  const ofHost = host === true ? " (on this host)" : "";
  const parts = [`${paint("1", where)}: ${paint(colourOf[level], level)}: ${message} [${rule}]${ofHost}`];
  const line = lines.line(place.file, place.line);
  if (line !== undefined && line.trim() !== "") {
    const from = place.column > MOST_SHOWN ? place.column - 20 : 1;
    const shown = line.slice(from - 1, from - 1 + MOST_SHOWN);
    const before = line.slice(from - 1, place.column - 1);
    const marked = line.slice(place.column - 1, Math.min(endColumn - 1, from - 1 + MOST_SHOWN));
    const number = String(place.line);
    // Tabs stay, so that the mark stands under the words whatever their width.
    const indent = readable(before).replace(/[^\t]/g, " ");
    parts.push(`  ${number} | ${plain(readable(shown))}`);
    parts.push(
      `  ${" ".repeat(number.length)} | ${indent}${paint(colourOf[level], "^".repeat(Math.max(1, readable(marked).length)))}`,
    );
  }
  for (const { place: there, what } of related) parts.push(`  ${there.file}:${there.line}: ${what}`);
  if (remedy !== undefined) parts.push(`  remedy: ${remedy}`);
  return `${parts.join("\n")}\n`;
}

/** Without control characters, which could steer the reader's terminal. */
function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is they that are taken out
  return text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, "\u{fffd}");
}

function summary(findings: readonly Finding[]): string {
  if (findings.length === 0) return "nothing found";
  const counts = LEVELS.flatMap((level) => {
    const count = findings.filter((finding) => finding.level === level).length;
    return count === 0 ? [] : [`${count} ${level === "info" ? "info" : count === 1 ? level : `${level}s`}`];
  });
  return counts.join(", ");
}
