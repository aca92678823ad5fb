/** Known findings stay known though their lines move, and those that are gone are named. */
import { describe, expect, test } from "vitest";
import { type BaselineEntry, readBaseline, writeBaseline } from "../../../src/lint/control/baseline.ts";
import { runText, sample, shown } from "./run-text.ts";

const two = `${sample({ lines: "    nonsense 1\n" })}${sample().replace("VI_1", "VI_2").replace("eth0", "eth1").replace("192.0.2.", "198.51.100.")}`;

function baselineOf(text: string): readonly BaselineEntry[] {
  const { findings, fingerprints } = runText(text);
  const reading = readBaseline("b.json", writeBaseline(findings, fingerprints));
  if (reading.kind === "mistake") throw new Error(reading.message);
  return reading.entries;
}

describe("a baseline", () => {
  const baseline = baselineOf(two);

  test("makes all that it has known", () => {
    const { findings, known, gone } = runText(two, { baseline });
    expect([findings, gone]).toEqual([[], []]);
    expect(known).toHaveLength(baseline.length);
    expect(baseline.length).toBeGreaterThan(2);
  });

  test("knows findings whose lines have moved or are set in otherwise", () => {
    const moved = `# a comment\n\n${two.replaceAll("\n    ", "\n\t")}`;
    expect(shown(runText(moved, { baseline }).findings)).toEqual([]);
  });

  test("does not know new ones, also where they are of a kind with known ones", () => {
    const third = sample().replace("VI_1", "VI_3").replace("eth0", "eth2").replace("192.0.2.", "203.0.113.");
    const { findings } = runText(`${two}${third}`, { baseline });
    expect(findings.map(({ rule, place }) => `${place.line} ${rule}`)).toEqual(["25 vrrp/sample-router-id"]);
  });

  test("names what is gone", () => {
    const { findings, gone } = runText(two.replace("    nonsense 1\n", ""), { baseline });
    expect(findings).toEqual([]);
    expect(gone.map(({ rule }) => rule)).toEqual(["config/keyword-unknown"]);
  });

  test("is not touched by comments that silence others of its kind", () => {
    const silenced = two.replace("51", "51 # vigil-disable-line vrrp/sample-router-id -- mine");
    expect(shown(runText(silenced, { baseline }).findings)).toEqual([]);
  });
});

test("no two findings share a fingerprint", () => {
  const prints = [...runText(two).fingerprints.values()];
  expect(new Set(prints).size).toBe(prints.length);
  for (const print of prints) expect(print).toMatch(/^[0-9a-f]{16}$/);
});

describe("a file that is no baseline", () => {
  test.each([
    ["x", "b:1:1: 'x' is no JSON value"],
    ["[]", "b:1:1: a baseline is an object in braces"],
    ["{}", 'b:1:1: "version" is missing'],
    ['{"version": 2}', "b:1:13: the baseline's version is not 1: write it again"],
    ['{"version": 1, "findings": {}}', 'b:1:28: "findings" is a list in brackets'],
    ['{"version": 1, "findings": [{}]}', 'b:1:29: "fingerprint" is missing'],
    ['{"version": 1, "findings": [{"fingerprint": 1}]}', 'b:1:45: "fingerprint" is a text'],
  ])("%s", (text, message) => {
    expect(readBaseline("b", text)).toEqual({ kind: "mistake", message });
  });
});

test("only findings from a level on", () => {
  expect(shown(runText(two, { severity: "error" }).findings)).toEqual(["10:5-13 config/keyword-unknown"]);
});
