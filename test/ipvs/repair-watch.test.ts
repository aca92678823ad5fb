/** Two writers: when the watch holds an entry back, for how long, and what it does not mistake for a dispute. */
import { expect, test } from "vitest";
import type { Drift } from "../../src/ipvs/drift.ts";
import { RepairWatch } from "../../src/ipvs/repair-watch.ts";
import { destination, key, service } from "./services.ts";

const web = key("10.0.0.1:80");
const five = destination("10.0.0.5:80");
const weight: Drift = { kind: "server-changed", key: web, wanted: five, found: { ...five, weight: 9 } };
const other: Drift = { ...weight, wanted: destination("10.0.0.6:80") };
const missing: Drift = { kind: "server-missing", key: web, wanted: five };
const scheduler: Drift = {
  kind: "service-changed",
  wanted: service(web, []),
  found: service(web, [], { scheduler: "wlc" }),
};
const seconds = (s: number) => s * 1_000_000;

test("the third repair within 60 s is the last for five minutes", () => {
  const watch = new RepairWatch();
  expect(watch.record([weight], seconds(0))).toEqual([]);
  expect(watch.record([weight], seconds(30))).toEqual([]);
  expect(watch.filter(seconds(59))(weight)).toBeUndefined();
  expect(watch.record([weight], seconds(60))).toEqual([weight]);
  expect(watch.filter(seconds(61))(weight)).toMatch(/another program undoes this repair: .* 299 s more/);
  expect(watch.filter(seconds(359))(weight)).toBeDefined();
  expect(watch.filter(seconds(360))(weight)).toBeUndefined();
});

test("other entries and other repairs of the same entry go on", () => {
  const watch = new RepairWatch();
  for (const s of [0, 1]) watch.record([weight], seconds(s));
  expect(watch.record([other, scheduler], seconds(2))).toEqual([]);
  expect(watch.record([missing], seconds(3))).toEqual([]);
  expect(watch.filter(seconds(5))(weight)).toBeUndefined();
});

test("a weight in dispute keeps neither the server from being put back nor another field from being set right", () => {
  const watch = new RepairWatch();
  for (const s of [0, 1, 2]) watch.record([weight], seconds(s));
  const threshold: Drift = { ...weight, found: { ...five, upperThreshold: 9 } };
  expect([missing, threshold].map(watch.filter(seconds(3)))).toEqual([undefined, undefined]);
  for (const s of [3, 4]) expect(watch.record([threshold], seconds(s))).toEqual([]);
});

test("repairs more than 60 s apart are no dispute", () => {
  const watch = new RepairWatch();
  for (const s of [0, 31, 62, 93, 124]) expect(watch.record([weight], seconds(s))).toEqual([]);
});

test("comparisons 5 minutes apart have a window that holds three of them", () => {
  const watch = new RepairWatch(seconds(300));
  watch.record([weight], seconds(0));
  watch.record([weight], seconds(300));
  expect(watch.record([weight], seconds(600))).toEqual([weight]);
});

test("after the quiet time it takes three again; clearing ends the quiet time", () => {
  const watch = new RepairWatch();
  for (const s of [0, 1, 2]) watch.record([weight], seconds(s));
  expect(watch.record([weight], seconds(303))).toEqual([]);
  expect(watch.filter(seconds(304))(weight)).toBeUndefined();
  watch.record([weight], seconds(304));
  expect(watch.record([weight], seconds(305))).toEqual([weight]);
  watch.clear();
  expect(watch.filter(seconds(306))(weight)).toBeUndefined();
});
