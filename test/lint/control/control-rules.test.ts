/** The rules about comments and versions keep the contract of all rules. */
import { describe, expect, test } from "vitest";
import { controlRules, EXAMPLE_VERSION, keywordTooNew } from "../../../src/lint/control/control-rules.ts";
import { parseVersion } from "../../../src/lint/control/target-version.ts";
import { ruleCatalogue } from "../../../src/lint/rule-catalogue.ts";
import { ruleList, rulePage } from "../../../src/lint/rule-page.ts";
import { runText } from "./run-text.ts";

describe.each([...controlRules])("$id", (rule) => {
  const version = rule === keywordTooNew ? parseVersion(EXAMPLE_VERSION) : undefined;
  const found = (text: string) => runText(text, { keepalivedVersion: version }).findings;

  test("is explained", () => expect(rule.explanation.length).toBeGreaterThan(80));
  test("finds something in its bad example", () =>
    expect(found(rule.bad).map((finding) => finding.rule)).toContain(rule.id));
  test("its good example is clean", () => expect(found(rule.good)).toEqual([]));
  test("its page marks what is wrong", () => {
    const entry = ruleCatalogue.get(rule.id);
    expect(entry === undefined ? "" : rulePage(entry)).toMatch(/\n {2}\d+ \| .*\n {4,}\| .*\^/);
  });
});

test("the catalogue has every rule once, each with a page", () => {
  const ids = [...ruleCatalogue.keys()];
  expect(ids).toEqual([...ids].sort());
  for (const rule of ruleCatalogue.values()) expect(rulePage(rule)).toContain(rule.explanation.slice(0, 20));
  expect(ruleList(ruleCatalogue.values()).split("\n")).toHaveLength(ids.length + 1);
});
