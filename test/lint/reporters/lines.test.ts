/** The outputs of one line a finding: GitHub's commands and summary, and the GNU form. */
import { describe, expect, test } from "vitest";
import { githubReporter } from "../../../src/lint/reporters/github.ts";
import { githubSummary } from "../../../src/lint/reporters/github-summary.ts";
import { gnuReporter } from "../../../src/lint/reporters/gnu.ts";
import { findings, options, reportOf } from "./sample-report.ts";

test("github: properties and words are escaped, each finding is one line", () => {
  expect(githubReporter(reportOf(), options).split("\n")).toEqual([
    "::warning file=conf/a%2Cb%3A100%25.conf,line=2,col=13,endColumn=15,title=vrrp/sample-router-id::" +
      "a <message> & \"quotes\", 100%25: \u0000\u001b]]>%0Asecond line%0D; remedy: write\tsomething else, as 'this'",
    "::error file=conf/a%2Cb%3A100%25.conf,line=2,col=7,endColumn=12,title=config/keyword-unknown::the quoted word",
    "::notice file=/elsewhere/c.conf,line=1,col=1,endColumn=4,title=lint/unknown-rule::only advice (on this host)",
    "",
  ]);
});

test("gnu: one line a finding, without control characters", () => {
  expect(gnuReporter(reportOf(), options).split("\n")).toEqual([
    './conf/a,b:100%.conf:2:18: warning: a <message> & "quotes", 100%: \u{fffd}\u{fffd}]]>\u{fffd}second line\u{fffd}; ' +
      "remedy: write\tsomething else, as 'this' [vrrp/sample-router-id]",
    "./conf/a,b:100%.conf:2:7: error: the quoted word [config/keyword-unknown]",
    "/elsewhere/c.conf:1:1: info: only advice (on this host) [lint/unknown-rule]",
    "",
  ]);
  expect(gnuReporter(reportOf([]), options)).toBe("");
});

describe("the job summary", () => {
  test("is a table in which nothing of the words is Markdown", () => {
    const page = githubSummary(reportOf(), options);
    expect(page).toContain("1 error, 1 warning, 1 info in 3 files.");
    expect(page).toContain("| error | conf/a,b:100%.conf:2 | the quoted word | `config/keyword-unknown` |");
    expect(page).toContain('a &lt;message&gt; &amp; "quotes"');
    const rows = page.split("\n").filter((line) => line.startsWith("|"));
    expect(rows).toHaveLength(5);
    expect(rows.filter((row) => row.split(/(?<!\\)\|/).length !== 6)).toEqual([]);
  });

  test("stays short enough", () => {
    const many = Array.from({ length: 1500 }, () => findings[1] as (typeof findings)[number]);
    const page = githubSummary(reportOf(many), options);
    expect(page).toContain("500 more are not shown here.");
    expect(githubSummary(reportOf([], []), options)).toBe("## vigil lint\n\nnothing found in 0 files.\n");
  });
});
