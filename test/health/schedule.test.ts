import fc from "fast-check";
import { expect, test } from "vitest";
import { Schedule } from "../../src/health/schedule.ts";

test("hands out what is due in order of time, each key once, the latest time of a key only", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(20), fc.nat(1000))), fc.nat(1000), (entries, nowUs) => {
      const schedule = new Schedule<number>();
      const model = new Map<number, number>();
      for (const [key, dueUs] of entries) {
        schedule.set(key, dueUs);
        model.set(key, dueUs);
        if (dueUs % 7 === 0) {
          schedule.delete(key);
          model.delete(key);
        }
      }
      expect(schedule.nextDueUs()).toBe(model.size === 0 ? undefined : Math.min(...model.values()));
      const taken: number[] = [];
      for (let key = schedule.takeDue(nowUs); key !== undefined; key = schedule.takeDue(nowUs))
        taken.push(key);
      const times = taken.map((key) => model.get(key));
      expect(times).toEqual([...model.values()].filter((dueUs) => dueUs <= nowUs).sort((a, b) => a - b));
    }),
  );
});
