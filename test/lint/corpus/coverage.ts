/** The table of `npm run lint:coverage`: each row of the survey with its rules, and the files of the corpus or the examples that show it. */

import { diagnosticRules } from "../../../src/lint/diagnostic-rules.ts";
import type { Finding } from "../../../src/lint/finding.ts";
import { ruleCatalogue } from "../../../src/lint/rule-catalogue.ts";
import { runLint } from "../../../src/lint/run.ts";
import { readSubject } from "../../../src/lint/subject.ts";
import { serviceExample } from "../../../src/lint/vrrp-example.ts";
import { filesOf } from "../lint-text.ts";
import { readCorpus } from "./corpus.ts";
import { coverageRows } from "./coverage-rows.ts";

const context = { host: { hostName: "" }, configId: "", environment: {}, random: (min: number) => min };

function findingsIn(name: string, text: string): readonly Finding[] {
  const reading = readSubject(name, { ...context, files: filesOf({ [name]: text }) }, undefined);
  return reading.kind === "read"
    ? runLint([reading.subject], [], new Map([["text/crlf", "info"]])).findings
    : [];
}

/** Which rules find in their own bad example what a message looks like; those that ask for facts of a host do so with `--host`. */
function inExamples(rules: readonly string[], shows: (finding: Finding) => boolean): string | undefined {
  for (const id of rules) {
    const bad = ruleCatalogue.get(id)?.bad;
    if (
      typeof bad === "string" &&
      findingsIn("keepalived.conf", Buffer.from(bad, "utf8").toString("latin1")).some(shows)
    )
      return `the example of ${id}`;
  }
  const anotherPort = serviceExample().replace("192.0.2.21 80", "192.0.2.21 8080");
  if (findingsIn("keepalived.conf", anotherPort).some(shows))
    return "a server of a DR service with another port";
  const ofHost = Object.values(diagnosticRules).find(
    ({ id, facts }) => rules.includes(id) && facts !== undefined,
  );
  return ofHost === undefined ? undefined : `--host: the example of ${ofHost.id}`;
}

const corpus = readCorpus(process.argv[2]);
if (corpus === undefined)
  process.stderr.write("the corpus is not beside the project: only the rules' own examples are looked at\n");
const found = (corpus ?? []).map(({ name, text }) => ({ name, findings: findingsIn(name, text) }));

let without = 0;
for (const { row, keepalived, finding, rules, message = /^/ } of coverageRows) {
  const unknown = rules.filter((id) => !ruleCatalogue.has(id));
  const shows = ({ rule, message: text }: Finding) => rules.includes(rule) && message.test(text);
  const files = found.filter(({ findings }) => findings.some(shows)).map(({ name }) => name.slice(0, 3));
  const more = files.length > 8 ? ` and ${files.length - 8} more` : "";
  const list = files.length > 0 ? `${files.slice(0, 8).join(" ")}${more}` : inExamples(rules, shows);
  if (unknown.length > 0 || list === undefined) without++;
  process.stdout.write(
    `${String(row).padStart(2)}  ${keepalived.padEnd(6)}  ${finding.padEnd(52)}  ${rules.join(", ").padEnd(60)}  ${list ?? "NOTHING SHOWS IT"}\n`,
  );
}
process.stdout.write(`${coverageRows.length} rows, ${without} without a rule\n`);
process.exitCode = without === 0 ? 0 : 1;
