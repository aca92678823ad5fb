/** The monotonic clock and its alarm. */
import { expect, test } from "vitest";
import { Alarm, monotonicClock } from "../../src/linux/clock.ts";

test("counts whole microseconds of CLOCK_MONOTONIC, forwards only", () => {
  const before = process.hrtime.bigint() / 1000n;
  const readings = Array.from({ length: 1000 }, () => monotonicClock.nowUs());
  const after = process.hrtime.bigint() / 1000n;
  expect(readings.every(Number.isInteger)).toBe(true);
  expect(readings).toEqual(readings.toSorted((a, b) => a - b));
  expect(BigInt(readings[0] ?? 0)).toBeGreaterThanOrEqual(before);
  expect(BigInt(readings.at(-1) ?? 0)).toBeLessThanOrEqual(after);
});

test("the alarm tells its present listener, and at its deadline the clock has reached it", async () => {
  const alarm = new Alarm();
  let wrong = 0;
  alarm.onDue(() => wrong++);
  for (const afterUs of [-1_000_000, 0, 250, 1234]) {
    const deadlineUs = monotonicClock.nowUs() + afterUs;
    alarm.set(deadlineUs, afterUs === 1234);
    const nowUs = await new Promise<number>((resolve) => alarm.onDue(() => resolve(monotonicClock.nowUs())));
    expect(nowUs).toBeGreaterThanOrEqual(deadlineUs);
  }
  expect(wrong).toBe(0);
  alarm.close();
});
