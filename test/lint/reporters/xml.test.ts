/** The two outputs in XML, held against schemas by libxml2. */
import { describe, expect, test } from "vitest";
import { checkstyleReporter } from "../../../src/lint/reporters/checkstyle.ts";
import { junitReporter } from "../../../src/lint/reporters/junit.ts";
import { file, options, reportOf } from "./sample-report.ts";
import { xmlMistakes } from "./schema.ts";

const clean = file("clean.conf", "");

describe("junit", () => {
  test("holds to the schema, whatever the words hold", async () => {
    expect(await xmlMistakes(junitReporter(reportOf(), options), "junit.xsd")).toEqual([]);
  });

  test("the schema is one that can fail", async () => {
    const broken = junitReporter(reportOf(), options).replace(' classname="', ' class="');
    expect(await xmlMistakes(broken, "junit.xsd")).not.toEqual([]);
    expect(await xmlMistakes("<testsuites", "junit.xsd")).not.toEqual([]);
  });

  test("a suite a file, a test a finding; advice passes", () => {
    const output = junitReporter(reportOf(), options);
    const suites = [...output.matchAll(/<testsuite name="([^"]*)" tests="(\d+)" failures="(\d+)"/g)];
    expect(suites.map(([, ...words]) => words.join(" "))).toEqual([
      "conf/a,b:100%.conf 2 2",
      "clean file.conf 1 0",
      "/elsewhere/c.conf 1 0",
    ]);
    expect(output).toContain('<testsuites name="vigil lint" tests="4" failures="2" errors="0"');
    expect(output).toContain(
      '<failure type="warning" message="a &lt;message&gt; &amp; &quot;quotes&quot;, 100%: \u{fffd}\u{fffd}]]&gt;&#10;second line&#13;">',
    );
    expect(output).toContain('<testcase name="lint/unknown-rule at 1:1"');
  });

  test("a clean file is one test that passes", async () => {
    const output = junitReporter(reportOf([], [clean]), options);
    expect(output).toContain('<testcase name="nothing found" classname="clean.conf" time="0"/>');
    expect(await xmlMistakes(output, "junit.xsd")).toEqual([]);
  });
});

describe("checkstyle", () => {
  test("holds to the schema, whatever the words hold", async () => {
    expect(await xmlMistakes(checkstyleReporter(reportOf(), options), "checkstyle.xsd")).toEqual([]);
  });

  test("the schema is one that can fail", async () => {
    const broken = checkstyleReporter(reportOf(), options).replace('severity="info"', 'severity="note"');
    expect(await xmlMistakes(broken, "checkstyle.xsd")).not.toEqual([]);
  });

  test("columns count characters", () => {
    expect(checkstyleReporter(reportOf(), options)).toContain(
      '<error line="2" column="13" severity="warning" message="a &lt;message',
    );
  });
});
