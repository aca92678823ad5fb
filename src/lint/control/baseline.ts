/** Findings that are known and do not count, kept in a file so that only new ones matter. */
import type { Finding } from "../finding.ts";
import type { Fingerprints } from "../fingerprint.ts";
import { type JsonMember, JsonMistake, type JsonNode, readJson } from "./json-text.ts";

/** Raised when a baseline of an earlier version means something else. */
const BASELINE_VERSION = 1;

export interface BaselineEntry {
  readonly fingerprint: string;
  readonly rule: string;
  readonly file: string;
  /** What it said when it was written down: for readers. */
  readonly message: string;
}

export type BaselineReading =
  | { readonly kind: "baseline"; readonly entries: readonly BaselineEntry[] }
  | { readonly kind: "mistake"; readonly message: string };

export function writeBaseline(findings: readonly Finding[], fingerprints: Fingerprints): string {
  const entries = findings.map((finding): BaselineEntry => {
    const { rule, place, message } = finding;
    return { fingerprint: fingerprints.get(finding) ?? "", rule, file: place.file, message };
  });
  return `${JSON.stringify({ version: BASELINE_VERSION, findings: entries }, undefined, 2)}\n`;
}

/** @param file as messages name it */
export function readBaseline(file: string, text: string): BaselineReading {
  try {
    return { kind: "baseline", entries: entriesOf(readJson(text)) };
  } catch (error) {
    if (!(error instanceof JsonMistake)) throw error;
    const before = text.slice(0, error.at).split("\n");
    const column = (before.at(-1)?.length ?? 0) + 1;
    return { kind: "mistake", message: `${file}:${before.length}:${column}: ${error.message}` };
  }
}

function entriesOf(node: JsonNode): readonly BaselineEntry[] {
  if (node.kind !== "object") throw new JsonMistake(node.at, "a baseline is an object in braces");
  const version = memberOf(node, node.members, "version").value;
  if (version.kind !== "other" || version.value !== BASELINE_VERSION) {
    throw new JsonMistake(version.at, `the baseline's version is not ${BASELINE_VERSION}: write it again`);
  }
  const findings = memberOf(node, node.members, "findings").value;
  if (findings.kind !== "array") throw new JsonMistake(findings.at, '"findings" is a list in brackets');
  return findings.items.map((item) => {
    if (item.kind !== "object") throw new JsonMistake(item.at, "a known finding is an object in braces");
    const text = (name: string) => {
      const { value } = memberOf(item, item.members, name);
      if (value.kind !== "string") throw new JsonMistake(value.at, `"${name}" is a text`);
      return value.value;
    };
    return {
      fingerprint: text("fingerprint"),
      rule: text("rule"),
      file: text("file"),
      message: text("message"),
    };
  });
}

function memberOf(node: JsonNode, members: readonly JsonMember[], name: string): JsonMember {
  const member = members.find((one) => one.name === name);
  if (member === undefined) throw new JsonMistake(node.at, `"${name}" is missing`);
  return member;
}

export interface BaselineOutcome {
  readonly fresh: readonly Finding[];
  readonly known: readonly Finding[];
  /** What the baseline still has and nothing finds any more. */
  readonly gone: readonly BaselineEntry[];
}

export function applyBaseline(
  findings: readonly Finding[],
  fingerprints: Fingerprints,
  entries: readonly BaselineEntry[],
): BaselineOutcome {
  const expected = new Set(entries.map(({ fingerprint }) => fingerprint));
  const found = new Set(fingerprints.values());
  const isKnown = (finding: Finding) => expected.has(fingerprints.get(finding) ?? "");
  return {
    fresh: findings.filter((finding) => !isKnown(finding)),
    known: findings.filter(isKnown),
    gone: entries.filter(({ fingerprint }) => !found.has(fingerprint)),
  };
}
