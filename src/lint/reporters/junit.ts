/** Findings as JUnit's test results: a suite a file, a test a finding; what is only advice is a test that passes and says it. */
import type { Finding } from "../finding.ts";
import { findingsByFile } from "./by-file.ts";
import { fullMessage } from "./message.ts";
import { relativePath } from "./relative-path.ts";
import type { Reporter } from "./reporter.ts";
import { xmlDocument, xmlElement, xmlText } from "./xml.ts";

export const junitReporter: Reporter = (report, { folder }) => {
  let tests = 0;
  let failures = 0;
  const suites = [...findingsByFile(report)].map(([file, findings]) => {
    const name = relativePath(file, folder);
    const cases =
      findings.length === 0
        ? [xmlElement("testcase", { name: "nothing found", classname: name, time: 0 })]
        : findings.map((finding) => testCase(finding, name));
    const failing = findings.filter(isFailure).length;
    tests += cases.length;
    failures += failing;
    const counts = { tests: cases.length, failures: failing, errors: 0, skipped: 0, time: 0 };
    return xmlElement("testsuite", { name, ...counts }, cases);
  });
  const root = { name: "vigil lint", tests, failures, errors: 0, time: 0 };
  return xmlDocument(xmlElement("testsuites", root, suites));
};

function isFailure({ level }: Finding): boolean {
  return level !== "info";
}

function testCase(finding: Finding, file: string): string {
  const { rule, level, place } = finding;
  const where = `${place.line}:${place.column}`;
  const text = xmlText(`${file}:${where}: ${level}: ${fullMessage(finding)} [${rule}]`);
  const outcome = isFailure(finding)
    ? xmlElement("failure", { type: level, message: finding.message }, [text])
    : xmlElement("system-out", {}, [text]);
  return xmlElement("testcase", { name: `${rule} at ${where}`, classname: file, time: 0 }, [outcome]);
}
