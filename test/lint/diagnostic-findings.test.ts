/** What reading says, as findings: each code where it belongs and not beside it, what follows from another one, and the host. */
import { describe, expect, test } from "vitest";
import type { DiagnosticCode } from "../../src/config/diagnostic.ts";
import { diagnosticRules } from "../../src/lint/diagnostic-rules.ts";
import type { Finding } from "../../src/lint/finding.ts";
import { acceptingHost, type DiagnosticCase, diagnosticCases } from "./diagnostic-cases.ts";
import { findingsOf, type TextOptions } from "./lint-text.ts";
import { hostWith } from "./rules/made-config.ts";

const shown = ({ place, endColumn, level, message }: Finding) =>
  `${place.line}:${place.column}-${endColumn} ${level}: ${message}`;

describe.each(Object.entries(diagnosticCases) as [DiagnosticCode, DiagnosticCase][])(
  "%s",
  (code, { found, accepts, text }) => {
    const { id, bad, level, facts } = diagnosticRules[code];
    // Those that concern Vigil's own daemon are off unless a level is asked for.
    const levels = new Map(level === "off" ? [[id, "info" as const]] : []);
    const of = (one: string, options: TextOptions) =>
      findingsOf(one, options, levels).filter(({ rule }) => rule === id);

    test("rejects its bad example", () => {
      expect(of(bad, { facts: facts ?? {} }).map(shown)).toEqual([found]);
    });
    test(`accepts ${accepts}`, () => {
      const files = { "services.conf": "global_defs {\n}\n" };
      const options = code.startsWith("include") && code !== "include-failed" ? { files } : {};
      expect(of(text, facts === undefined ? options : { facts: acceptingHost }).map(shown)).toEqual([]);
    });
  },
);

describe("levels", () => {
  const levelsOf = (text: string) => findingsOf(text).map(({ rule, level }) => `${rule} ${level}`);
  const globals = (...lines: string[]) => `global_defs {\n${lines.join("\n")}\n}\n`;

  test.each([
    ["a distribution's zero", "vrrp_garp_interval 0", ["config/value-out-of-range warning"]],
    ["another number out of range", "vrrp_garp_interval 5000000", ["config/value-out-of-range error"]],
    ["a renamed keyword", "lvs_id a", ["config/keyword-removed warning"]],
    ["a surplus word", "router_id a b", ["config/argument-surplus warning"]],
  ])("%s", (_, line, levels) => {
    expect(levelsOf(globals(line))).toEqual(levels);
  });

  test("the settings have the last word, also for what is off", () => {
    const text = globals("router_id a b", "smtp_server 192.0.2.1");
    const levels = new Map([
      ["config/argument-surplus", "off"],
      ["config/keyword-without-effect", "error"],
    ] as const);
    expect(findingsOf(text, {}, levels).map(({ rule, level }) => `${rule} ${level}`)).toEqual([
      "config/keyword-without-effect error",
    ]);
  });
});

test("what needs a look at the host is marked", () => {
  const { bad, facts } = diagnosticRules["interface-missing"];
  const host = hostWith({ facts: { hostName: "", ...facts } });
  expect(findingsOf(bad, { host }).filter(({ rule }) => rule.startsWith("config/"))).toMatchObject([
    { host: true },
  ]);
  expect(findingsOf(bad)).toEqual([]);
});

describe("what follows from a mistake is not told beside it", () => {
  const ofReading = (text: string) =>
    findingsOf(text).filter(({ level, rule }) => level !== "info" && rule.startsWith("config/"));
  const instance = (...lines: string[]) => `vrrp_instance A {\n${lines.join("\n")}\n}\n`;
  const whole = ["interface eth0", "virtual_router_id 7", "virtual_ipaddress {", "192.0.2.1", "}"];
  const service = `virtual_server 192.0.2.1 80 {
lb_algo rr
lb_kind NAT
protocol TCP
real_server 192.0.2.2 80 {
}
}
`;

  test.each([
    ["an unknown block", instance("foo {", "bar 1", "}", ...whole) + service, ["2:1 keyword-unknown"]],
    [
      "an unknown block with its brace below",
      instance("foo", "{", "bar 1", "}", ...whole),
      ["2:1 keyword-unknown"],
    ],
    ["an unknown block at the top level", `foo {\nbar 1\n}\n${instance(...whole)}`, ["1:1 keyword-unknown"]],
    [
      "a misspelt list",
      instance("virtual_adress {", "192.0.2.1", "}", ...whole.slice(0, 2)),
      ["2:1 keyword-unknown"],
    ],
    ["a brace where none belongs", instance("priority 5 {", "}", ...whole), ["2:12 brace-unexpected"]],
    ["an undefined name in braces", instance(`priority \${P}`, ...whole) + service, ["2:10 reference-cut"]],
    [
      "an undefined name in braces as a block's",
      `vrrp_instance \${N} {\n${whole.join("\n")}\n}\n`,
      ["1:15 reference-cut"],
    ],
    [
      "a second list",
      `${instance(...whole)}${instance(...whole)
        .replace(" A ", " B ")
        .replace("7", "8")}vrrp_sync_group G {
group {
A
B
}
group {
A
}
smtp_alert
}
`,
      ["20:1 block-duplicate"],
    ],
    ["a missing brace", instance(...whole).replace(" {", ""), ["2:1 brace-missing-open"]],
    [
      "a refused interface",
      instance(...whole).replace("eth0", "much-too-long-a-name"),
      ["2:11 value-invalid"],
    ],
    ["a refused id", instance(...whole).replace("7", "700"), ["3:19 value-out-of-range"]],
    ["refused addresses", instance(...whole).replace("192.0.2.1", "192.0.2"), ["5:1 value-invalid"]],
    ["a byte order mark", `\ufeff${instance(...whole)}`, ["1:1 keyword-unknown"]],
  ])("%s", (_, text, causes) => {
    const found = ofReading(text);
    expect(
      found.map(({ place, rule }) => `${place.line}:${place.column} ${rule.replace("config/", "")}`),
    ).toEqual(causes);
  });

  test("but what stands by itself is", () => {
    const text =
      instance("foo {", "}", ...whole) +
      instance("bar 1", ...whole)
        .replace(" A ", " B ")
        .replace("7", "8");
    expect(ofReading(text).map(({ place }) => place.line)).toEqual([2, 11]);
  });
});
