/** SARIF, held against the published schema. */
import type { Ajv } from "ajv";
import Ajv04 from "ajv-draft-04";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import type { LintReport } from "../../../src/lint/reporters/reporter.ts";
import { MOST_RESULTS, sarifReporter } from "../../../src/lint/reporters/sarif.ts";
import { findings, options, reportOf } from "./sample-report.ts";
import { schemaText } from "./schema.ts";

const ajv = new (Ajv04 as unknown as typeof Ajv)({
  allErrors: true,
  strict: false,
  // One of the schema's patterns is none in Unicode mode.
  unicodeRegExp: false,
});
(addFormats as unknown as (ajv: Ajv) => void)(ajv);
const validate = ajv.compile(JSON.parse(schemaText("sarif-2.1.0-rtm.5.json")) as object);

function mistakes(value: unknown): unknown {
  validate(value);
  return validate.errors ?? [];
}

interface Run {
  readonly results: readonly Record<string, unknown>[];
  readonly invocations: readonly Record<string, unknown>[];
  readonly tool: { readonly driver: { readonly rules: readonly Record<string, unknown>[] } };
}

function runOf(report: LintReport): Run {
  const log = JSON.parse(sarifReporter(report, options)) as { runs: [Run] };
  expect(mistakes(log)).toEqual([]);
  return log.runs[0];
}

describe("sarif", () => {
  test("the schema is one that can fail", () => {
    expect(mistakes({ version: "2.1.0", runs: [{ tool: {} }] })).not.toEqual([]);
  });

  test("a clean run", () => {
    expect(runOf(reportOf([], []))).toMatchObject({ results: [], tool: { driver: { rules: [] } } });
  });

  test("a result has its place in UTF-16 code units, related places, a fix and a fingerprint", () => {
    const [first, second, third] = runOf(reportOf()).results;
    const uri = "conf/a%2Cb%3A100%25.conf";
    expect(first).toMatchObject({
      ruleId: "vrrp/sample-router-id",
      ruleIndex: 0,
      level: "warning",
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri },
            region: { startLine: 2, startColumn: 13, endLine: 2, endColumn: 15 },
          },
        },
      ],
      relatedLocations: [
        {
          id: 1,
          message: { text: "the first one" },
          physicalLocation: { artifactLocation: { uri: "file:///elsewhere/c.conf" } },
        },
      ],
      fixes: [
        {
          description: { text: "replace it" },
          artifactChanges: [
            {
              artifactLocation: { uri },
              replacements: [
                {
                  deletedRegion: { startLine: 1, startColumn: 6, endLine: 2, endColumn: 3 },
                  insertedContent: { text: "ä" },
                },
              ],
            },
            { artifactLocation: { uri: "file:///elsewhere/c.conf" } },
          ],
        },
      ],
    });
    expect(second).toMatchObject({
      level: "error",
      locations: [{ physicalLocation: { region: { startColumn: 7, endColumn: 12 } } }],
    });
    expect(third).toMatchObject({ level: "note", properties: { host: true } });
    const prints = [first, second, third].map((one) => JSON.stringify(one?.partialFingerprints));
    expect(new Set(prints).size).toBe(3);
  });

  test("a rule is documented once, with an example", () => {
    const [finding] = findings;
    const { tool } = runOf(reportOf(finding === undefined ? [] : [finding, finding]));
    expect(tool.driver.rules).toHaveLength(1);
    expect(tool.driver.rules[0]).toMatchObject({
      id: "vrrp/sample-router-id",
      shortDescription: { text: "The virtual router id is the sample's, 51." },
      defaultConfiguration: { level: "note" },
      help: { markdown: expect.stringContaining("```\nvrrp_instance VI_1 {") },
    });
  });

  test("more results than a code host takes are cut, and it says so", () => {
    const many = Array.from({ length: MOST_RESULTS + 1 }, () => findings[1] as (typeof findings)[number]);
    const log = JSON.parse(sarifReporter(reportOf(many), options)) as { runs: [Run] };
    const { results, invocations } = log.runs[0];
    expect(results).toHaveLength(MOST_RESULTS);
    expect(JSON.stringify(invocations)).toContain("25001 results were found; the first 25000 are here");
  });
});
