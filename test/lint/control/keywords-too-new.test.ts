/** What an older keepalived does not know, and what it therefore does not report. */
import { describe, expect, test } from "vitest";
import { knows, parseVersion, type TargetVersion } from "../../../src/lint/control/target-version.ts";
import { runText, shown } from "./run-text.ts";

const found = (text: string, version: TargetVersion) =>
  runText(text, { keepalivedVersion: version }).findings;

describe("versions", () => {
  test("are read", () => {
    expect(parseVersion("2.2.7")).toEqual([2, 2, 7]);
    expect(parseVersion("v2.3")).toEqual([2, 3, 0]);
    for (const text of ["", "2", "2.2.7.1", "2.2.x", "-1.2.3", "99999.1.1"])
      expect(parseVersion(text)).toBeUndefined();
  });

  test("know what came with them or before", () => {
    expect(knows([2, 2, 7], "2.2.7")).toBe(true);
    expect(knows([2, 2, 7], "2.2.8")).toBe(false);
    expect(knows([2, 10, 0], "2.9.9")).toBe(true);
    expect(knows([1, 4, 0], "2.0.0")).toBe(false);
    expect(knows([2, 4, 3], "after 2.4.3 (git)")).toBe(false);
    expect(knows([2, 4, 4], "after 2.4.3 (git)")).toBe(true);
  });
});

describe("a keyword", () => {
  const text = "global_defs {\n    snmp_vs_stats_update_interval 5\n}\n";

  test("that came later is an error on its word", () => {
    const [finding, ...more] = found(text, [2, 2, 7]);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      rule: "config/keyword-too-new",
      level: "error",
      place: { line: 2, column: 5 },
      endColumn: 34,
      message:
        "keepalived 2.2.7 does not know 'snmp_vs_stats_update_interval', which came with 2.3.0: it ignores the line",
    });
  });

  test("that the version knows is none", () => {
    expect(found(text, [2, 3, 0])).toEqual([]);
    expect(runText(text).findings).toEqual([]);
  });

  test("with words that only a newer version judges", () => {
    const wrong = "global_defs {\n    snmp_vs_stats_update_interval x\n}\n";
    expect(shown(runText(wrong).findings)).not.toEqual([]);
    expect(shown(found(wrong, [2, 2, 7]))).toEqual(["2:5-34 config/keyword-too-new"]);
  });

  test("a block hides all that is in it", () => {
    const block = "track_file f {\n    file /x\n    nonsense 1\n}\n";
    expect(shown(runText(block).findings)).not.toEqual([]);
    expect(shown(found(block, [1, 3, 0]))).toEqual(["1:1-11 config/keyword-too-new"]);
  });

  test("in a service's check", () => {
    const check = "        TCP_CHECK {\n            retry 3\n        }\n";
    const service = `virtual_server 192.0.2.1 80 {\n    real_server 192.0.2.2 80 {\n${check}    }\n}\n`;
    expect(shown(found(service, [1, 2, 7]))).toContain("4:13-18 config/keyword-too-new");
  });
});
