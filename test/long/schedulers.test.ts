/** The kernel's schedulers against our model of them: 200 connections from 20 sources each, the same server for each, in order. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Machine } from "../../src/lab/machine.ts";
import { type PlayedScenario, readFacts } from "../ipvs/schedulers/facts.ts";
import { forecast } from "../ipvs/schedulers/forecast.ts";
import { systemScenarios } from "../ipvs/schedulers/scenarios.ts";
import { bundle } from "../support/bundle.mjs";
import { openTestMachine } from "../system/harness.ts";

let machine: Machine | undefined;
const played = new Map<string, PlayedScenario>();

beforeAll(async () => {
  const guest = await bundle("test/system/schedulers-guest.ts");
  machine = await openTestMachine([]);
  const lines: string[] = [];
  const { status, stderr } = await machine.run({
    argv: [process.execPath, guest],
    limitMs: 500_000,
    onLine: (line) => lines.push(line),
  });
  if (status !== 0) throw new Error(`the guest ended with ${status}:\n${stderr}`);
  for (const line of lines) {
    const one = JSON.parse(line) as PlayedScenario;
    played.set(one.title, one);
  }
});
afterAll(() => machine?.close());

describe("the kernel chooses as the model says", () => {
  test.each(systemScenarios.map((scenario) => [scenario.title, scenario] as const))(
    "%s",
    (title, scenario) => {
      const one = played.get(title);
      if (one === undefined) throw new Error(`${title} was not played`);
      const seen = readFacts(scenario, one);
      expect(seen.servers).toHaveLength(200);
      expect(forecast(scenario)).toEqual(seen);
    },
  );
});
