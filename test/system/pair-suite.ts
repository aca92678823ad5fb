/** Vigil and keepalived in each other's company: every pair goes through what keepalived/keepalived went through in the same run. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCapture } from "../../src/lab/capture.ts";
import type { Machine } from "../../src/lab/machine.ts";
import { runScenario } from "../../src/lab/run-scenario.ts";
import {
  type Pair,
  type PairFacts,
  type PairStepFacts,
  type PairStepName,
  pairStepNames,
} from "../../src/lab/scenarios/pairs.ts";
import { type DirectorName, directorNames, serverAddresses } from "../../src/lab/topology/plan.ts";
import { dist, examples, openTestMachine, say } from "./harness.ts";
import { unexpectedLines } from "./log-lines.ts";
import { formatPairs } from "./pair-table.ts";

/** Nearly all of a pair's time is waiting, so several share the machine's processors. */
const parallel = 3;
const runLimitMs = 1_200_000;

function vigils({ first, second }: Pair): number {
  return [first, second].filter((program) => program === "vigil").length;
}

const title = ({ first, second, mode }: Pair) => `${first}/${second} ${mode}`;

interface PairRecord {
  readonly steps: Map<PairStepName, PairStepFacts>;
  failure?: string;
  logs: Readonly<Record<DirectorName, readonly string[]>>;
  /** As `tcpdump -vv` prints them. */
  packets: readonly string[];
}

const virtualAddressLine = "inet 172.16.1.100/32 scope global eth1";
const half = { proxy01: 10, proxy02: 10 };

function expectMaster(facts: PairStepFacts, master: DirectorName): void {
  for (const [name, view] of Object.entries(facts.views)) {
    if (name === master) expect(view.addresses).toContain(virtualAddressLine);
    else expect(view.addresses.join()).not.toContain("172.16.1.100");
  }
  expect(facts.views[master]).toBeDefined();
}

function expectEmptied(facts: PairStepFacts, name: DirectorName): void {
  expect(facts.views[name]?.table).toHaveLength(3);
  expect(facts.views[name]?.addresses.join()).not.toContain("172.16.1.100");
}

/** @param pairs with keepalived/keepalived in each of their modes */
export function describePairs(pairs: readonly Pair[]): void {
  /** Where Node starts emulated it takes longest: what comes last should be short. */
  const slowestFirst = pairs.toSorted((a, b) => vigils(b) - vigils(a));
  const records = new Map<string, PairRecord>(
    pairs.map((pair) => [title(pair), { steps: new Map(), logs: { lvs01: [], lvs02: [] }, packets: [] }]),
  );

  function recordOf(pair: Pair): PairRecord {
    const record = records.get(title(pair));
    if (record === undefined) throw new Error(`nothing was planned for ${title(pair)}`);
    return record;
  }

  function factsOf(pair: Pair, step: PairStepName): PairStepFacts {
    const record = recordOf(pair);
    const facts = record.steps.get(step);
    if (facts === undefined) throw new Error(record.failure ?? `the run ended before "${step}"`);
    return facts;
  }

  let machine: Machine | undefined;

  beforeAll(async () => {
    machine = await openTestMachine(["keepalived"]);
    const captures: [PairRecord, string][] = [];
    const hear = (facts: PairFacts) => {
      const record = recordOf(facts.pair);
      switch (facts.kind) {
        case "step":
          record.steps.set(facts.step, facts.facts);
          say(`${title(facts.pair)}: ${facts.step}`);
          return;
        case "failed":
          record.failure = `"${facts.step}" failed: ${facts.error}`;
          say(`${title(facts.pair)}: ${record.failure}`);
          return;
        case "end":
          record.logs = facts.logs;
          captures.push([record, facts.capture]);
      }
    };
    await runScenario(machine, {
      name: "pairs",
      parameters: { pairs: slowestFirst, examples, share: machine.share, parallel },
      dist,
      limitMs: runLimitMs,
      onEvent: (event) => {
        if (event.kind === "facts") hear(event.facts as PairFacts);
      },
    });
    for (const [record, file] of captures) record.packets = await readCapture(file);
  }, runLimitMs + 120_000);

  afterAll(async () => {
    await machine?.close();
    const rows = pairs.map((pair) => ({
      title: title(pair),
      facts: (step: PairStepName) => recordOf(pair).steps.get(step),
    }));
    say(`\n${formatPairs(rows)}\n`);
  });

  describe.each(pairs.map((pair) => [title(pair), pair] as const))("%s", (_title, pair) => {
    it("starts: lvs01 has the virtual address, both have the table", () => {
      expectMaster(factsOf(pair, "start"), "lvs01");
    });

    it("shares 20 requests 10/10", () => {
      expect(factsOf(pair, "sharing").answers).toEqual(half);
    });

    it("takes a dead web server out on both directors, and the requests go on", () => {
      expect(factsOf(pair, "server down").answers).toEqual({ proxy02: 20 });
    });

    it("puts it back, and shares again", () => {
      expect(factsOf(pair, "server up").answers).toEqual(half);
    });

    it("moves the virtual address when lvs01's machine dies", () => {
      const facts = factsOf(pair, "machine death");
      expectMaster(facts, "lvs02");
      expect(facts.answers).not.toHaveProperty("failed");
      expect(facts.gapMs).toBeGreaterThan(1000);
      expect(facts.gapMs).toBeLessThan(10_000);
    });

    it("gives it back to lvs01 when that returns", () => {
      const facts = factsOf(pair, "return");
      expectMaster(facts, "lvs01");
      expect(facts.answers).toEqual(half);
    });

    it("moves it at once when lvs01 is stopped, which leaves nothing behind", () => {
      const facts = factsOf(pair, "graceful stop");
      expectMaster(facts, "lvs02");
      expectEmptied(facts, "lvs01");
      expect(facts.exitStatus).toBe(0);
      expect(facts.gapMs).toBeLessThan(10_000);
      expect(facts.answers).not.toHaveProperty("failed");
    });

    it("says so with priority 0, as lvs02 does at its own stop", () => {
      const { packets } = recordOf(pair);
      const goodbyes = packets.filter((line) => /, prio 0\b/.test(line));
      for (const name of directorNames) {
        expect(
          goodbyes.some((line) => line.includes(`${serverAddresses[name]} > 224.0.0.18`)),
          name,
        ).toBe(true);
      }
    });

    it("leaves both directors empty at the end", () => {
      const facts = factsOf(pair, "end");
      for (const name of directorNames) expectEmptied(facts, name);
      expect(facts.exitStatus).toBe(0);
    });

    it.each(pairStepNames)("has keepalived's table, in its order, after: %s", (step) => {
      const { views } = factsOf(pair, step);
      const oracle = factsOf({ first: "keepalived", second: "keepalived", mode: pair.mode }, step).views;
      for (const name of directorNames) {
        expect(views[name]?.table, `ipvsadm -Ln on ${name}`).toEqual(oracle[name]?.table);
        expect(views[name]?.order, `ipvsadm -Ln --nosort on ${name}`).toEqual(oracle[name]?.order);
      }
    });

    it("sends nothing that tcpdump finds fault with", () => {
      const { packets } = recordOf(pair);
      for (const name of directorNames) {
        expect(packets.some((line) => line.includes(`${serverAddresses[name]} > 224.0.0.18`))).toBe(true);
      }
      expect(packets.filter((line) => /bad|invalid|wrong/i.test(line))).toEqual([]);
    });

    it.each(directorNames)("lets keepalived as %s log nothing that it does not log beside itself", (name) => {
      if ((name === "lvs01" ? pair.first : pair.second) !== "keepalived") return;
      const oracle = pairs.filter((one) => vigils(one) === 0).flatMap((one) => recordOf(one).logs[name]);
      const file = /\/lvs-(?:dr|nat)\//g;
      const sameFolder = (lines: readonly string[]) => lines.map((line) => line.replace(file, "/lvs/"));
      const { logs } = recordOf(pair);
      expect(logs[name]).not.toHaveLength(0);
      expect(unexpectedLines(sameFolder(logs[name]), sameFolder(oracle))).toEqual([]);
    });
  });
}
