/** The model against what a kernel did: Linux 6.1 (Debian 6.1.0-56) in a VM, 200 connections from 20 sources for each scenario. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { forecast } from "./forecast.ts";
import { scenarios } from "./scenarios.ts";

/** A letter a connection: the last digit of its server's address, `-` where the kernel refused it. */
const seen = JSON.parse(
  readFileSync(new URL("../golden/schedulers.json", import.meta.url), "utf8"),
) as Readonly<Record<string, string>>;

const cases = scenarios.flatMap((scenario) => {
  const servers = seen[scenario.title];
  return servers === undefined ? [] : [[scenario.title, scenario, servers] as const];
});

test("every scheduler but twos was seen", () => {
  const names = new Set(cases.map(([, { scheduler }]) => scheduler));
  expect([...names].toSorted()).toEqual(
    ["dh", "fo", "lblc", "lblcr", "lc", "mh", "nq", "ovf", "rr", "sed", "sh", "wlc", "wrr"].toSorted(),
  );
  expect(Object.keys(seen)).toHaveLength(cases.length);
});

test.each(cases)("%s", (_title, scenario, servers) => {
  const predicted = forecast(scenario).servers.map((server) => server?.at(-1) ?? "-");
  expect(predicted.join("")).toBe(servers);
});
