/** A rule's documentation for people: the page of `--explain` and the list of `--rules`. */
import type { ConfigFiles } from "../config/files.ts";
import { EXAMPLE_VERSION, keywordTooNew } from "./control/control-rules.ts";
import { parseVersion } from "./control/target-version.ts";
import { runControlled } from "./controlled-run.ts";
import type { Finding } from "./finding.ts";
import { findingText } from "./reporters/text.ts";
import type { RuleEntry } from "./rule-catalogue.ts";
import { SourceLines } from "./source-lines.ts";
import { readSubject, type Subject } from "./subject.ts";

/** Where words of a paragraph go to the next line. */
const WIDTH = 100;

export function rulePage(rule: RuleEntry): string {
  const { id, level, summary, explanation, needs, kind } = rule;
  const when = needs === "host" ? ", with --host only" : kind === "pair" ? ", with --pair only" : "";
  const parts = [
    `${id} (${level}${when})`,
    summary,
    ...explanation.split(/\n+/).map(wrapped),
    ...exampleParts("Bad:", rule.bad, markedFindings(rule)),
    ...exampleParts("Good:", rule.good, []),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** One line a rule: id, level, summary. */
export function ruleList(rules: Iterable<RuleEntry>): string {
  const all = [...rules];
  const longest = Math.max(0, ...all.map(({ id }) => id.length));
  return all
    .map(({ id, level, summary }) => `${id.padEnd(longest)}  ${level.padEnd(7)}  ${summary}\n`)
    .join("");
}

/** A rule's documentation as data. */
export function ruleFacts({ id, kind, level, needs, summary, explanation, bad, good }: RuleEntry): object {
  return { id, kind, level, ...(needs === undefined ? {} : { needs }), summary, explanation, bad, good };
}

function exampleParts(title: string, example: RuleEntry["bad"], findings: readonly string[]): string[] {
  if (example === "") return [];
  const texts =
    typeof example === "string"
      ? [numbered(example)]
      : Object.entries(example).map(([node, text]) => `  ${node}.conf:\n${numbered(text)}`);
  return [[title, ...texts].join("\n"), ...findings];
}

function numbered(text: string): string {
  return text
    .trimEnd()
    .split("\n")
    .map((line, index) => `  ${String(index + 1).padStart(3)} | ${line}`.trimEnd())
    .join("\n");
}

function wrapped(paragraph: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of paragraph.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}

/** What the rule says of its own bad example; nothing where it needs a host for that. */
function markedFindings(rule: RuleEntry): string[] {
  const files = exampleFiles(rule.bad);
  const subjects = Object.keys(files).map((name) => exampleSubject(name, files));
  const { findings } = runControlled({
    subjects,
    nodes: subjects.map((subject) => ({ name: subject.file.replace(/\.conf$/, ""), subject })),
    levels: rule.level === "off" ? new Map([[rule.id, "warning"]]) : new Map(),
    keepalivedVersion: rule.id === keywordTooNew.id ? parseVersion(EXAMPLE_VERSION) : undefined,
    baseline: [],
    severity: "info",
    realName: (file) => file,
  });
  const lines = new SourceLines(subjects.flatMap((subject) => subject.files));
  const own = (finding: Finding) => finding.rule === rule.id;
  return findings.filter(own).map((finding) => findingText(finding, lines, { colours: false }).trimEnd());
}

function exampleFiles(example: RuleEntry["bad"]): Readonly<Record<string, string>> {
  if (typeof example === "string") return { "keepalived.conf": example };
  return Object.fromEntries(Object.entries(example).map(([node, text]) => [`${node}.conf`, text]));
}

function exampleSubject(name: string, texts: Readonly<Record<string, string>>): Subject {
  const files: ConfigFiles = {
    read(path) {
      const text = texts[path];
      if (text === undefined)
        return { kind: "unusable", reason: "missing", message: "there is no such file" };
      return { kind: "text", text };
    },
    list: () => Object.keys(texts),
  };
  const context = {
    files,
    host: { hostName: "" },
    configId: "",
    environment: {},
    random: (min: number) => min,
  };
  const reading = readSubject(name, context, undefined);
  if (reading.kind === "unusable") throw new Error(reading.message);
  return reading.subject;
}
