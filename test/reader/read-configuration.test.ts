/** Exit codes of daemon and test, which differ, and what a test that ends early does not show. */
import { describe, expect, test } from "vitest";
import type { LoadContext } from "../../src/config/load.ts";
import { daemonReport, readConfiguration, testOutcome } from "../../src/reader/read-configuration.ts";
import { instance, memoryFiles, service, testContext } from "../support/config-context.ts";

function read(text: string, changes: Partial<LoadContext> = {}) {
  const files = memoryFiles({ "k.conf": text });
  const reading = readConfiguration("k.conf", testContext({ files, mode: "daemon", ...changes }));
  if (reading.kind !== "read") throw new Error(reading.message);
  return reading;
}

describe("exit codes", () => {
  test.each([
    // What is written, the daemon's exit code (0: it runs), the test's.
    ["a clean file", instance(), 0, 0],
    ["an empty file", "", 0, 0],
    ["a hint only", instance("priority 5 6"), 0, 0],
    ["a notice only", `${instance()}\ninclude /no`, 0, 0],
    ["an unknown keyword", instance("foo 1"), 0, 5],
    ["a value out of range", instance("priority 300"), 0, 5],
    ["an unclosed brace", "global_defs {", 0, 5],
    ["what the daemon cannot do yet", instance("version 3"), 2, 0],
    ["an interface that is not there", instance("interface eth9"), 2, 5],
    ["no virtual_router_id", "vrrp_instance V {\n interface eth0\n}", 2, 5],
    ["a missing word", instance("state"), 2, 2],
    ["a failed include", "includem /no", 6, 6],
    ["a failed include and a missing word", `${instance("state")}\nincludem /no`, 6, 6],
  ])("%s", (_, text, daemon, underTest) => {
    const reading = read(text);
    expect(reading.exitCode).toBe(daemon);
    expect(reading.config === undefined).toBe(daemon !== 0);
    expect(testOutcome(reading.diagnostics).exitCode).toBe(underTest);
  });

  test("a file that is not there or a directory", () => {
    const files = memoryFiles({ "/etc/keepalived/k.conf": "" });
    const unusable = (path: string) => readConfiguration(path, testContext({ files }));
    expect(unusable("/etc/no")).toMatchObject({ kind: "unusable", reason: "missing", exitCode: 6 });
    expect(unusable("/etc/keepalived")).toMatchObject({ kind: "unusable", reason: "directory", exitCode: 6 });
  });
});

describe("a test that ends where a word is missing", () => {
  const shown = (text: string) => testOutcome(read(text).diagnostics).shown.map(({ place }) => place.line);

  test("shows what came before in the same process, and other processes before it", () => {
    // The checker's block is read before the instance's, wherever it stands.
    const text = `${instance("foo", "state", "bar")}\n${service({ service: ["bad"] })}\nbaz`;
    expect(shown(text)).toEqual([7, 8, 15, 20]);
  });

  test("does not show the VRRP blocks when the checker's ended it", () => {
    const text = `${instance("foo")}\n${service({ service: ["lb_algo"], server: ["bad"] })}`;
    expect(shown(text)).toEqual([13]);
  });
});

describe("what the daemon logs", () => {
  function logged(text: string): string[] {
    return daemonReport(read(text).diagnostics);
  }

  test("an unknown block once, at its cause, with the number of what follows from it", () => {
    const lines = logged(`${instance("foo {", " bar 1", " baz 2", "}", "priority 5")}\n`);
    expect(lines).toEqual([
      expect.stringMatching(
        /^\(k\.conf: Line 7\) unknown keyword 'foo'.*; 5 further messages follow from it$/,
      ),
    ]);
  });

  test("a keyword without effect once, however often it is written", () => {
    const lines = logged(`${instance("dont_track_primary", "dont_track_primary")}\n`);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(
      /^\(k\.conf: Line 7\) 'dont_track_primary' has no effect yet, nor on 1 further line$/,
    );
  });

  test("nothing of what is passed over in silence", () => {
    expect(logged(instance("priority 5 6"))).toEqual([]);
  });
});
