/** Findings as SARIF 2.1.0, which code hosts take for their security and quality pages. */
import { placeOf, readable, type Source } from "../../config/source.ts";
import type { FileEdit, Finding, Fix, Level } from "../finding.ts";
import type { RuleEntry } from "../rule-catalogue.ts";
import { SourceLines } from "../source-lines.ts";
import { fullMessage } from "./message.ts";
import { relativePath, uriOf } from "./relative-path.ts";
import type { LintReport, Reporter } from "./reporter.ts";

/** GitHub refuses a run with more. */
export const MOST_RESULTS = 25_000;

const levelOf = { error: "error", warning: "warning", info: "note" } as const satisfies Record<Level, string>;

export const sarifReporter: Reporter = (report, { folder }) => {
  const { findings, ruleOf, version } = report;
  const shown = findings.slice(0, MOST_RESULTS);
  const ids = [...new Set(shown.map(({ rule }) => rule))];
  const rank = new Map(ids.map((id, index) => [id, index]));
  const writer = new ResultWriter(report, folder);
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "vigil", version, rules: ids.map((id) => ruleObject(id, ruleOf(id))) } },
        columnKind: "utf16CodeUnits",
        invocations: [{ executionSuccessful: true, ...cutNotice(findings.length) }],
        results: shown.map((finding) => writer.result(finding, rank.get(finding.rule) ?? -1)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
};

function cutNotice(count: number): object {
  if (count <= MOST_RESULTS) return {};
  const text = `${count} results were found; the first ${MOST_RESULTS} are here, because no more may be in one run.`;
  return { toolExecutionNotifications: [{ level: "warning", message: { text } }] };
}

function ruleObject(id: string, rule: RuleEntry | undefined): object {
  if (rule === undefined) return { id };
  const { summary, explanation, level, good } = rule;
  // Without an own level a rule leaves it to each result; SARIF's default is warning.
  const own =
    level === "off" || level === "varies" ? {} : { defaultConfiguration: { level: levelOf[level] } };
  const example =
    typeof good === "string" && good !== "" ? `\n\nAn example without it:\n\n\`\`\`\n${good}\`\`\`\n` : "";
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: explanation },
    help: { text: explanation, markdown: `${explanation}${example}` },
    properties: { tags: [id.split("/")[0]] },
    ...own,
  };
}

class ResultWriter {
  readonly #report: LintReport;
  readonly #folder: string;
  readonly #lines: SourceLines;
  readonly #sources: ReadonlyMap<string, Source>;

  constructor(report: LintReport, folder: string) {
    this.#report = report;
    this.#folder = folder;
    this.#lines = new SourceLines(report.files);
    this.#sources = new Map(report.files.map((file) => [file.name, file]));
  }

  result(finding: Finding, ruleIndex: number): object {
    const { rule, level, place, endColumn, related = [], fix, host } = finding;
    const { file, line, column } = place;
    const region = {
      startLine: line,
      startColumn: this.#lines.utf16Column(file, line, column),
      endLine: line,
      endColumn: this.#lines.utf16Column(file, line, endColumn),
    };
    const fixes = fix === undefined ? undefined : this.#fix(fix);
    return {
      ruleId: rule,
      ruleIndex,
      level: levelOf[level],
      message: { text: fullMessage(finding) },
      locations: [{ physicalLocation: { artifactLocation: this.#artifact(file), region } }],
      partialFingerprints: { "vigilFinding/v1": this.#report.fingerprints.get(finding) },
      ...(related.length === 0 ? {} : { relatedLocations: related.map((one, id) => this.#related(one, id)) }),
      ...(fixes === undefined ? {} : { fixes: [fixes] }),
      ...(host === true ? { properties: { host } } : {}),
    };
  }

  #artifact(file: string): object {
    return { uri: uriOf(relativePath(file, this.#folder)) };
  }

  #related({ place, what }: NonNullable<Finding["related"]>[number], id: number): object {
    const { file, line, column } = place;
    const region = { startLine: line, startColumn: this.#lines.utf16Column(file, line, column) };
    return {
      id: id + 1,
      physicalLocation: { artifactLocation: this.#artifact(file), region },
      message: { text: what },
    };
  }

  /** Undefined where an edit is in a file that was not read. */
  #fix({ title, edits }: Fix): object | undefined {
    const byFile = new Map<string, object[]>();
    for (const edit of edits) {
      const source = this.#sources.get(edit.file);
      if (source === undefined) return undefined;
      const list = byFile.get(edit.file) ?? [];
      list.push(this.#replacement(edit, source));
      byFile.set(edit.file, list);
    }
    const artifactChanges = [...byFile].map(([file, replacements]) => ({
      artifactLocation: this.#artifact(file),
      replacements,
    }));
    return { description: { text: title }, artifactChanges };
  }

  #replacement({ file, start, end, text }: FileEdit, source: Source): object {
    const place = (offset: number) => {
      const { line, column } = placeOf({ source, start: offset, end: offset });
      return { line, column: this.#lines.utf16Column(file, line, column) };
    };
    const [from, to] = [place(start), place(end)];
    return {
      deletedRegion: {
        startLine: from.line,
        startColumn: from.column,
        endLine: to.line,
        endColumn: to.column,
      },
      insertedContent: { text: readable(text) },
    };
  }
}
