/** What every rule of the linter must keep, held for all of them at once. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import type { DiagnosticCode } from "../../src/config/diagnostic.ts";
import { type DiagnosticRule, diagnosticRules } from "../../src/lint/diagnostic-rules.ts";
import type { Finding } from "../../src/lint/finding.ts";
import { rules } from "../../src/lint/rules.ts";
import { findingsOf } from "./lint-text.ts";

const serious = (findings: readonly Finding[]) =>
  findings.filter(({ level }) => level !== "info").map(({ rule, place }) => `${rule} ${place.line}`);

const folder = resolve(import.meta.dirname, "../../src/lint/rules");

describe("every rule", () => {
  test("has an id of its own", () => {
    const ids = rules.map(({ id }) => id);
    expect([...new Set(ids)]).toEqual(ids);
    expect(ids.filter((id) => !/^[a-z]+\/[a-z0-9-]+$/.test(id))).toEqual([]);
  });

  test("stands in a file of its own that the list has, and has cases in a test of the same name", () => {
    const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));
    expect(files).toHaveLength(rules.length);
    const untested = files.filter((name) => {
      const cases = resolve(import.meta.dirname, "rules", name.replace(/\.ts$/, ".test.ts"));
      if (!existsSync(cases)) return true;
      const text = readFileSync(cases, "utf8");
      return !/accept: \[\s*\{/.test(text) || !/reject: \[\s*\{/.test(text) || !text.includes("ruleCases(");
    });
    expect(untested).toEqual([]);
  });

  describe.each(rules.filter(({ needs }) => needs === undefined))(
    "$id",
    ({ id, level, bad, good, explanation }) => {
      // A rule that is off finds nothing unless it is given a level.
      const levels = new Map(level === "off" ? [[id, "info" as const]] : []);
      test("is explained", () => expect(explanation.length).toBeGreaterThan(80));
      test("finds something in its bad example", () =>
        expect(findingsOf(bad, {}, levels).map(({ rule }) => rule)).toContain(id));
      test("finds nothing in its good example, nor does another rule of weight", () => {
        expect(findingsOf(good, {}, levels).filter(({ rule }) => rule === id)).toEqual([]);
        expect(serious(findingsOf(good))).toEqual([]);
      });
    },
  );
});

describe.each(Object.entries(diagnosticRules) as [DiagnosticCode, DiagnosticRule][])(
  "what reading says: %s",
  (code, rule) => {
    const { id, bad, good, explanation, facts } = rule;
    // Those that concern Vigil's own daemon are off unless a level is asked for.
    const levels = new Map(rule.level === "off" ? [[id, "info" as const]] : []);

    test("is documented under its own name", () => {
      expect(id).toBe(`config/${code}`);
      expect(explanation.length).toBeGreaterThan(80);
    });
    test("is said of its bad example, once", () =>
      expect(
        findingsOf(bad, { facts: facts ?? {} }, levels)
          .map((one) => one.rule)
          .filter((one) => one === id),
      ).toEqual([id]));
    test("is not said of its good example, nor anything of weight", () => {
      expect(findingsOf(good, {}, levels).filter((one) => one.rule === id)).toEqual([]);
      expect(serious(findingsOf(good))).toEqual([]);
    });
  },
);
