/** The findings as a Markdown page, for the job's summary on GitHub. */
import { summaryLine } from "./counts.ts";
import { plain } from "./message.ts";
import { relativePath } from "./relative-path.ts";
import type { Reporter } from "./reporter.ts";

/** A summary of more than 1 MiB is refused as a whole. */
const MOST_ROWS = 1000;

export const githubSummary: Reporter = (report, { folder }) => {
  const { findings } = report;
  const rows = findings.slice(0, MOST_ROWS).map(({ rule, level, message, remedy, place }) => {
    const where = cell(`${relativePath(place.file, folder)}:${place.line}`);
    const words = remedy === undefined ? cell(message) : `${cell(message)}<br>${cell(remedy)}`;
    return `| ${level} | ${where} | ${words} | \`${rule}\` |`;
  });
  const table =
    rows.length === 0 ? [] : ["", "| level | place | finding | rule |", "|---|---|---|---|", ...rows];
  const left = findings.length - rows.length;
  const more = left === 0 ? [] : ["", `${left} more are not shown here.`];
  return `${["## vigil lint", "", `${summaryLine(report)}.`, ...table, ...more].join("\n")}\n`;
};

/** Text that Markdown takes for nothing but text, on one line, short enough for a table. */
function cell(text: string): string {
  const short = text.length > 400 ? `${text.slice(0, 400)}…` : text;
  return plain(short)
    .replace(/[\\`*_{}[\]()#+!|~$@-]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
