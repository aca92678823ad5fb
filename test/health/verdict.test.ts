import { describe, expect, test } from "vitest";
import type { CheckerTiming } from "../../src/config/model.ts";
import {
  type CheckerState,
  type CheckOutcome,
  judge,
  retime,
  startChecker,
} from "../../src/health/verdict.ts";

const second = 1_000_000;
const timing: CheckerTiming = {
  delayLoopUs: 6 * second,
  warmupUs: 6 * second,
  retry: 2,
  delayBeforeRetryUs: 3 * second,
};
const refused: CheckOutcome = { ok: false, reason: "connection refused" };

/** Runs attempts exactly when they are due; one line for each, as an operator would write it down. */
function story(start: CheckerState, outcomes: readonly CheckOutcome[]): string[] {
  let state = start;
  return outcomes.map((outcome) => {
    const atUs = state.nextAttemptUs;
    const result = judge(state, outcome, atUs);
    state = result.state;
    const effects = result.effects.map((effect) => JSON.stringify(effect)).join(" ");
    return `${atUs / second} s ${outcome.ok ? "answer" : "refused"}: ${state.up ? "up" : "down"} ${effects}`.trim();
  });
}

describe("verdict", () => {
  test("an up server goes down only after all retries failed, and one answer revives it", () => {
    expect(
      story(startChecker(timing, 0, true, 0), [
        { ok: true },
        refused,
        refused,
        refused,
        refused,
        { ok: true },
      ]),
    ).toEqual([
      "1 s answer: up",
      '7 s refused: up {"kind":"attempt-failed","reason":"connection refused","retriesLeft":2}',
      '10 s refused: up {"kind":"attempt-failed","reason":"connection refused","retriesLeft":1}',
      '13 s refused: down {"kind":"down","reason":"connection refused","attempts":3,"failingForUs":6000000}',
      "19 s refused: down",
      '25 s answer: up {"kind":"up","downForUs":18000000}',
    ]);
  });

  test("an answer between failures starts the count anew", () => {
    const lines = story(startChecker(timing, 0, true, 0), [refused, refused, { ok: true }, refused, refused]);
    expect(lines.every((line) => line.includes(": up"))).toBe(true);
  });

  test("without retries the first failure decides", () => {
    expect(story(startChecker({ ...timing, retry: 0 }, 0, true, 0), [refused])[0]).toContain("down");
  });

  test("the first attempt comes a second after start plus its part of the warm-up", () => {
    expect(startChecker(timing, 0.5, true, 7 * second).nextAttemptUs).toBe(7 * second + second + 3 * second);
  });

  test("a server that was dead before is not up until it answers", () => {
    const dead = startChecker(timing, 0, false, 0);
    expect(dead.up).toBe(false);
    expect(story(dead, [refused, { ok: true }])).toEqual([
      "1 s refused: down",
      '7 s answer: up {"kind":"up","downForUs":7000000}',
    ]);
  });

  test("a reload with another delay_loop keeps the verdict and brings the next attempt forward", () => {
    const down = judge(startChecker({ ...timing, retry: 0 }, 0, true, 0), refused, second).state;
    const retimed = retime(down, { ...timing, delayLoopUs: 2 * second }, second);
    expect(retimed.up).toBe(false);
    expect(retimed.nextAttemptUs).toBe(3 * second);
  });
});
