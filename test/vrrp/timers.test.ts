/** The intervals of RFC 3768 section 6.1 against figures worked out by hand. */
import { expect, test } from "vitest";
import { masterDownUs, skewUs } from "../../src/vrrp/timers.ts";

test.each([
  [1, 996_094],
  [100, 609_375],
  [150, 414_063],
  [254, 7_813],
  [255, 3_906],
])("Skew_Time at priority %i is %i us", (priority, expectedUs) => {
  expect(skewUs(priority)).toBe(expectedUs);
});

test.each([
  [100, 1, 3_609_375],
  [120, 1, 3_531_250],
  [150, 1, 3_414_063],
  [100, 5, 15_609_375],
])("Master_Down_Interval at priority %i and %i s is %i us", (priority, seconds, expectedUs) => {
  expect(masterDownUs({ priority, advertIntervalUs: seconds * 1_000_000 })).toBe(expectedUs);
});
