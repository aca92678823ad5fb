/** A report with all that reporters must cope with: strange bytes, tabs, related places, a fix, a host, a clean file. */
import type { Finding } from "../../../src/lint/finding.ts";
import { fingerprintsOf } from "../../../src/lint/fingerprint.ts";
import type { LintReport, ReporterOptions } from "../../../src/lint/reporters/reporter.ts";
import { ruleOf } from "../../../src/lint/rule-catalogue.ts";
import { SourceLines } from "../../../src/lint/source-lines.ts";
import type { ReadFile } from "../../../src/lint/subject.ts";

export const options: ReporterOptions = { colours: false, folder: "/work" };

/** A file's text in UTF-8 as the linter has it. */
export function file(name: string, text: string): ReadFile {
  return { name, text: Buffer.from(text, "utf8").toString("latin1") };
}

export const files = [
  file("./conf/a,b:100%.conf", '# ä𝄞\r\n\tname\t"漢字é" 51\r\nlast line'),
  file("/work/sub/../clean file.conf", ""),
  file("/elsewhere/c.conf", "x\u0007y\n"),
];

const [first, , third] = files.map(({ name }) => name) as [string, string, string];

export const findings: readonly Finding[] = [
  {
    rule: "vrrp/sample-router-id",
    level: "warning",
    message: 'a <message> & "quotes", 100%: \u0000\u001b]]>\nsecond line\r',
    remedy: "write\tsomething else, as 'this'",
    place: { file: first, line: 2, column: 18 },
    endColumn: 20,
    related: [{ place: { file: third, line: 1, column: 1 }, what: "the first one" }],
    fix: {
      title: "replace it",
      edits: [
        { file: first, start: 8, end: 12, text: "\xc3\xa4" },
        { file: third, start: 0, end: 1, text: "" },
      ],
    },
  },
  {
    rule: "config/keyword-unknown",
    level: "error",
    message: "the quoted word",
    place: { file: first, line: 2, column: 7 },
    endColumn: 17,
  },
  {
    rule: "lint/unknown-rule",
    level: "info",
    message: "only advice",
    place: { file: third, line: 1, column: 1 },
    endColumn: 4,
    host: true,
  },
];

export function reportOf(
  found: readonly Finding[] = findings,
  read: readonly ReadFile[] = files,
): LintReport {
  return {
    findings: found,
    files: read,
    fingerprints: fingerprintsOf(found, new SourceLines(read)),
    known: [],
    silenced: [],
    gone: [],
    ruleOf,
    version: "1.2.3",
  };
}
