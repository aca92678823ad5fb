/** The simulated LAN does what its conditions say, and the same again for the same seed. */
import { expect, test } from "vitest";
import { CALM, Lan, type LanConditions } from "../../src/simulation/lan.ts";
import { seededRandom } from "../../src/simulation/random.ts";
import { Timeline } from "../../src/simulation/timeline.ts";

const FRAMES = 1_000;

interface Arrival {
  readonly to: string;
  readonly number: number;
  readonly delayUs: number;
}

/** Sends frames 1 ms apart from a to b and c. */
function send(
  conditions: LanConditions,
  prepare: (lan: Lan, timeline: Timeline) => void = () => undefined,
): readonly Arrival[] {
  const timeline = new Timeline(0);
  const lan = new Lan(timeline, seededRandom(7), () => undefined);
  const arrivals: Arrival[] = [];
  lan.conditions = conditions;
  for (const name of ["a", "b", "c"]) {
    const receive = ({ bytes: [high = 0, low = 0] }: { bytes: Uint8Array }) => {
      const number = high * 256 + low;
      arrivals.push({ to: name, number, delayUs: timeline.nowUs() - number * 1_000 });
    };
    lan.attach({ name, receive });
  }
  prepare(lan, timeline);
  for (let number = 0; number < FRAMES; number++) {
    const bytes = Uint8Array.of(number >> 8, number & 0xff);
    timeline.at(number * 1_000, () => lan.send("a", { kind: "ethernet", bytes }));
  }
  timeline.runUntil(10_000_000);
  return arrivals;
}

test("a calm LAN brings each frame once to everybody else, soon", () => {
  const arrivals = send(CALM);
  expect(arrivals).toHaveLength(2 * FRAMES);
  expect(arrivals.some(({ to }) => to === "a")).toBe(false);
  expect(Math.max(...arrivals.map(({ delayUs }) => delayUs))).toBeLessThanOrEqual(CALM.maxDelayUs);
});

test("loss and duplication happen as often as asked", () => {
  expect(send({ ...CALM, loss: 0.3 }).length / (2 * FRAMES)).toBeCloseTo(0.7, 1);
  expect(send({ ...CALM, duplication: 0.3 }).length / (2 * FRAMES)).toBeCloseTo(1.3, 1);
});

test("delays let frames overtake each other", () => {
  const numbers = send({ ...CALM, maxDelayUs: 50_000 })
    .filter(({ to }) => to === "b")
    .map(({ number }) => number);
  expect(numbers.toSorted((a, b) => a - b)).not.toEqual(numbers);
});

test("parts do not hear each other, and a pulled cable takes along what is under way", () => {
  const apart = send(CALM, (lan) => lan.partition(new Map([["b", 1]])));
  expect(new Set(apart.map(({ to }) => to))).toEqual(new Set(["c"]));
  const pulled = send({ ...CALM, maxDelayUs: 5_000 }, (lan, timeline) =>
    timeline.at(500_000, () => lan.setPlugged("b", false)),
  );
  const last = Math.max(
    ...pulled.filter(({ to }) => to === "b").map(({ number, delayUs }) => number * 1_000 + delayUs),
  );
  expect(last).toBeLessThanOrEqual(500_000);
});

test("the same seed gives the same arrivals", () => {
  const conditions = { loss: 0.3, duplication: 0.2, maxDelayUs: 20_000 };
  expect(send(conditions)).toEqual(send(conditions));
});

test("appointments are kept in the order of time, and of asking at equal times", () => {
  const timeline = new Timeline(0);
  const kept: string[] = [];
  const random = seededRandom(3);
  const asked = Array.from({ length: 500 }, (_, order) => ({ atUs: random.below(50), order }));
  for (const { atUs, order } of asked) timeline.at(atUs, () => kept.push(`${atUs} ${order}`));
  timeline.runUntil(100);
  const sorted = asked.toSorted((a, b) => a.atUs - b.atUs || a.order - b.order);
  expect(kept).toEqual(sorted.map(({ atUs, order }) => `${atUs} ${order}`));
});
