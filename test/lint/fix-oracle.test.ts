/** The installed keepalived has the last word: what was fixed it no longer complains of, and it says nothing new. */
import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { bothVerdicts } from "../oracle/oracle.ts";
import { fixCases } from "./fix-cases.ts";
import { fixedText } from "./fix-text.ts";

const installed = spawnSync("keepalived", ["--version"]).status === 0;
const can = installed && process.getuid?.() === 0;
if (!can)
  process.stderr.write(
    "test/lint/fix-oracle: skipped, it needs root and keepalived (test/support/requirements.mjs)\n",
  );

const saidIn = (text: string) =>
  text.split("\n").map((line) => line.replace(/^.*?: Line \d+\)|\(Line \d+\)|\/tmp\S+/g, "").trim());

describe.skipIf(!can).each(fixCases)("$name", ({ before, gone }) => {
  test("keepalived and vigil say it before and not after, and nothing else", () => {
    const first = bothVerdicts({ name: "before", text: before });
    const second = bothVerdicts({ name: "after", text: fixedText(before) });
    expect(first.theirs.text).toMatch(gone);
    expect(second.theirs.text).not.toMatch(gone);
    expect(saidIn(second.theirs.text).filter((line) => !saidIn(first.theirs.text).includes(line))).toEqual(
      [],
    );
    expect(second.ours.lines.length).toBeLessThanOrEqual(first.ours.lines.length);
    expect(second.ours.text).not.toBe(first.ours.text);
  });
});
