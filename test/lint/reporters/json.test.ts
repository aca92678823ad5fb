/** The output as data, held against its own schema, and GitLab's. */
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { gitlabReporter } from "../../../src/lint/reporters/gitlab.ts";
import { jsonReporter } from "../../../src/lint/reporters/json.ts";
import { jsonSchema } from "../../../src/lint/reporters/json-schema.ts";
import { findings, options, reportOf } from "./sample-report.ts";
import { schemaText } from "./schema.ts";

function mistakes(schema: object, value: unknown): unknown {
  const ajv = new Ajv2020({ allErrors: true, strict: true });
  ajv.validate(schema, value);
  return ajv.errors ?? [];
}

describe("json", () => {
  const output = JSON.parse(jsonReporter(reportOf(), options));

  test("holds to its schema", () => {
    expect(mistakes(jsonSchema, output)).toEqual([]);
    expect(mistakes(jsonSchema, JSON.parse(jsonReporter(reportOf([], []), options)))).toEqual([]);
    const gone = [{ fingerprint: "0", rule: "a/b", file: "c", message: "d" }];
    expect(mistakes(jsonSchema, JSON.parse(jsonReporter({ ...reportOf(), gone }, options)))).toEqual([]);
  });

  test("the schema knows every property", () => {
    expect(mistakes(jsonSchema, { ...output, more: 1 })).not.toEqual([]);
    expect(mistakes(jsonSchema, { ...output, findings: [{ ...findings[0] }] })).not.toEqual([]);
  });

  test("counts and findings", () => {
    expect(output.summary).toEqual({ error: 1, warning: 1, info: 1, known: 0, silenced: 0 });
    expect(output.findings).toMatchObject(JSON.parse(JSON.stringify(findings)));
    expect(output.version).toBe(1);
  });
});

describe("gitlab", () => {
  const output = JSON.parse(gitlabReporter(reportOf(), options)) as {
    fingerprint: string;
    location: object;
  }[];

  test("holds to the schema", () => {
    const schema = JSON.parse(schemaText("gitlab-code-quality.json")) as object;
    expect(mistakes(schema, output)).toEqual([]);
    expect(mistakes(schema, [{ ...output[0], severity: "error" }])).not.toEqual([]);
  });

  test("no two share a fingerprint, and paths start at the folder of the run", () => {
    expect(new Set(output.map(({ fingerprint }) => fingerprint)).size).toBe(output.length);
    expect(output.map(({ location }) => location)).toEqual([
      { path: "conf/a,b:100%.conf", lines: { begin: 2 } },
      { path: "conf/a,b:100%.conf", lines: { begin: 2 } },
      { path: "/elsewhere/c.conf", lines: { begin: 1 } },
    ]);
  });
});
