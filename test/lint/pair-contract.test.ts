/** What every rule over several nodes must keep, held for all of them at once. */
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { pairRules } from "../../src/lint/pair-rules.ts";
import { rules } from "../../src/lint/rules.ts";
import { pairFindings } from "./lint-pair.ts";

const folder = resolve(import.meta.dirname, "../../src/lint/pair-rules");

describe("every pair rule", () => {
  test("has an id of its own, and a file of its own that the list has", () => {
    const ids = pairRules.map(({ id }) => id);
    expect(new Set([...ids, ...rules.map(({ id }) => id)]).size).toBe(ids.length + rules.length);
    expect(ids.filter((id) => !/^pair\/[a-z0-9-]+$/.test(id))).toEqual([]);
    expect(readdirSync(folder)).toHaveLength(pairRules.length);
  });

  describe.each(pairRules)("$id", ({ id, level, bad, good, explanation }) => {
    test("is explained", () => expect(explanation.length).toBeGreaterThan(80));
    test("is all of weight that is found in its bad example", () => {
      const found = pairFindings({ ...bad }).filter((one) => one.rule === id || one.level !== "info");
      expect([...new Set(found.map(({ rule }) => rule))]).toEqual([id]);
      expect(found[0]?.level).toBe(level);
      expect(found[0]?.remedy).toBeDefined();
    });
    test("finds nothing in its good example, nor does another rule of weight", () => {
      const found = pairFindings({ ...good });
      expect(found.filter((one) => one.rule === id || one.level !== "info")).toEqual([]);
    });
  });
});
