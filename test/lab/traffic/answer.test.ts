/** What many answers say together. */
import { describe, expect, test } from "vitest";
import {
  type Answer,
  countByServer,
  fromTuple,
  longestGap,
  longestRun,
  toTuple,
} from "../../../src/lab/traffic/answer.ts";

const good = (startMs: number, server: string, tookMs = 2): Answer => ({
  startMs,
  endMs: startMs + tookMs,
  server,
});
const bad = (startMs: number, error: string): Answer => ({ startMs, endMs: startMs + 900, error });

describe("answers", () => {
  test("survive the way from the client", () => {
    for (const answer of [good(1, "proxy01"), bad(2, "TIMEOUT")]) {
      expect(fromTuple(JSON.parse(JSON.stringify(toTuple(answer))))).toEqual(answer);
    }
  });

  test("are counted by server, failures apart", () => {
    expect(countByServer([good(0, "a"), good(1, "b"), bad(2, "ECONNREFUSED"), good(3, "a")])).toEqual({
      a: 2,
      b: 1,
      failed: 1,
    });
  });

  test("leave a gap from the last good one to the next, whatever failed between", () => {
    const answers = [
      good(0, "a"),
      good(10, "b"),
      bad(20, "TIMEOUT"),
      bad(1000, "TIMEOUT"),
      good(3400, "a"),
      good(3410, "b"),
    ];
    expect(longestGap(answers)).toEqual({ fromMs: 12, lengthMs: 3390 });
  });

  test("come in any order", () => {
    expect(longestGap([good(30, "a"), good(0, "a"), good(10, "a")])).toEqual({ fromMs: 12, lengthMs: 20 });
    expect(longestRun([good(30, "a"), good(0, "a"), good(10, "b")])).toBe(1);
  });

  test("leave no gap when there are fewer than two", () => {
    expect(longestGap([])).toBeUndefined();
    expect(longestGap([good(0, "a"), bad(10, "TIMEOUT")])).toBeUndefined();
  });

  test("run as long as one server answers alone", () => {
    expect(longestRun([])).toBe(0);
    expect(longestRun([good(0, "a"), good(1, "b"), good(2, "b"), good(3, "b"), good(4, "a")])).toBe(3);
  });
});
