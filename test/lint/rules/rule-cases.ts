/** The accept and reject cases of a rule, each run as a test of its own. */
import { describe, expect, test } from "vitest";
import type { Rule } from "../../../src/lint/rule.ts";
import { findingsOf, type TextOptions } from "../lint-text.ts";

export interface AcceptCase extends TextOptions {
  readonly title: string;
  readonly text: string;
}

export interface RejectCase extends AcceptCase {
  /** All findings of the rule in the text: `line:column-endColumn level: message`, where `level` may be left out for the rule's own. */
  readonly findings: readonly string[];
  /** The remedy of the first one. */
  readonly remedy?: string;
}

/** By rule id, for the contract test: a rule without cases is not tested. */
export function ruleCases(
  rule: Rule,
  { accept, reject }: { readonly accept: readonly AcceptCase[]; readonly reject: readonly RejectCase[] },
): void {
  // A rule that is off finds nothing unless it is given a level.
  const levels = new Map(rule.level === "off" ? [[rule.id, "info" as const]] : []);
  const shown = (text: string, options: TextOptions) =>
    findingsOf(text, options, levels)
      .filter((finding) => finding.rule === rule.id)
      .map(({ place, endColumn, level, message }) => {
        const weight = level === rule.level || rule.level === "off" ? "" : `${level}: `;
        return `${place.line}:${place.column}-${endColumn} ${weight}${message}`;
      });
  describe(rule.id, () => {
    test.each([...accept])("accepts $title", ({ text, ...options }) => {
      expect(shown(text, options)).toEqual([]);
    });
    test.each([...reject])("rejects $title", ({ text, findings, remedy, ...options }) => {
      expect(shown(text, options)).toEqual(findings);
      if (remedy === undefined) return;
      const first = findingsOf(text, options, levels).find((finding) => finding.rule === rule.id);
      expect(first?.remedy).toBe(remedy);
    });
  });
}
