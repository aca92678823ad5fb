/** The demo's closing table, and the theory it is held against. */
import { expect, test } from "vitest";
import { formatChecks } from "../../../src/lab/demo/check.ts";
import { masterDownMs, skewMs } from "../../../src/lab/demo/theory.ts";

test("expectation beside measurement, a long one over two lines", () => {
  const text = formatChecks(
    [
      { expectation: "short", measurement: "1 s", held: true },
      {
        expectation: "a sentence that is much longer than the column which it stands in",
        measurement: "2 s",
        held: false,
      },
    ],
    false,
  );
  expect(text.split("\n").map((line) => line.replace(/ {2,}/g, "  "))).toEqual([
    "  expected  measured",
    "held  short  1 s",
    "FAILED a sentence that is much longer than the column which it  2 s",
    "  stands in",
  ]);
});

test("colour is for those who see it", () => {
  const check = { expectation: "short", measurement: "1 s", held: false };
  expect(formatChecks([check], true)).toContain("\u001b[31mFAILED\u001b[0m");
  expect(formatChecks([check], false)).not.toContain("\u001b");
});

test("Master_Down_Interval of the tutorial's lvs02", () => {
  expect(skewMs(150)).toBe(414.0625);
  expect(masterDownMs).toBe(3414.0625);
});
