/** Vigil's processes die or stall one by one and all together; keepalived on the other director shows that it was not the pair's end. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Machine } from "../../src/lab/machine.ts";
import { runScenario } from "../../src/lab/run-scenario.ts";
import {
  appliesTo,
  type DeathFacts,
  type DeathName,
  type DeathReport,
  type DeathRole,
  deathNames,
  deathRoles,
} from "../../src/lab/scenarios/deaths.ts";
import { dist, examples, openTestMachine, say } from "./harness.ts";

const facts = new Map<string, DeathFacts[DeathName]>();
const failures = new Map<string, string>();
const logs = new Map<DeathRole, readonly string[]>();
const key = (role: DeathRole, name: DeathName) => `${role} ${name}`;

let machine: Machine | undefined;

beforeAll(async () => {
  machine = await openTestMachine(["keepalived"]);
  const hear = (report: DeathReport) => {
    switch (report.kind) {
      case "death":
        facts.set(key(report.role, report.name), report.facts);
        say(`${key(report.role, report.name)}: ${JSON.stringify(report.facts)}`);
        return;
      case "failed":
        failures.set(key(report.role, report.name), report.error);
        say(`${key(report.role, report.name)}: failed: ${report.error}`);
        return;
      case "end":
        logs.set(report.role, report.log);
    }
  };
  await runScenario(machine, {
    name: "deaths",
    parameters: { roles: deathRoles, examples },
    dist,
    limitMs: 580_000,
    onEvent: (event) => {
      if (event.kind === "facts") hear(event.facts as DeathReport);
    },
  });
});

afterAll(async () => {
  for (const [role, log] of failures.size > 0 ? logs : [])
    say(`log of Vigil as ${role}:\n  ${log.join("\n  ")}`);
  await machine?.close();
});

function measured<Name extends DeathName>(role: DeathRole, name: Name): DeathFacts[Name] {
  const found = facts.get(key(role, name));
  if (found === undefined) throw new Error(failures.get(key(role, name)) ?? "the run ended before it");
  return found as DeathFacts[Name];
}

describe.each(deathRoles)("as %s", (role) => {
  const peer = role === "MASTER" ? "lvs02" : "lvs01";

  it("parent killed: the children clean up and leave, and the peer is told", () => {
    const death = measured(role, "parent killed");
    // Address, table and processes are gone, or the scenario would have waited in vain; how soon is the machine's business.
    expect(death.peerIsMaster).toBe(true);
    expect(death.saidGoodbye).toBe(role === "MASTER");
  });

  it("checker killed while a server is down: respawned, table and connections unchanged, no request lost", () => {
    const death = measured(role, "checker killed");
    expect(death.respawned).toBe(true);
    expect(death.otherTables).toEqual([]);
    expect(death.connectionsLost).toBe(0);
    expect(Object.keys(death.answers)).toEqual(["proxy02"]);
    expect(death.answers.proxy02).toBeGreaterThan(50);
  });

  it("VRRP killed: the address is gone before the peer takes over, or never lost, and one director has it in the end", () => {
    const death = measured(role, "vrrp killed");
    expect(death.respawned).toBe(true);
    expect(death.heldByBoth).toBe(false);
    expect(death.holders).toHaveLength(1);
  });

  it("all killed at once: the next start with another file leaves nothing of the old one", () => {
    const death = measured(role, "all killed");
    // Without clean-up something must have been left, or this shows nothing.
    expect(death.leftBehind.address).toBe(role === "MASTER");
    expect(death.leftBehind.servers).toHaveLength(2);
    expect(death.afterNextStart.oldAddress).toBe(false);
    expect(death.afterNextStart.newAddress).toBe(role === "MASTER");
    expect(death.afterNextStart.services).toMatch(/^TCP\s+172\.16\.1\.101:80 \S+$/);
  });

  it("VRRP stopped for 10 s: one master after it wakes, and no advertisement over unread ones", () => {
    const death = measured(role, "vrrp stopped for 10 s");
    expect(death.peerWasMaster).toBe(true);
    expect(death.holders).toEqual(["lvs01"]);
    if (role === "BACKUP") expect(death.advertsAfterWaking).toBe(0);
    else expect(death.advertsAfterWaking).toBeGreaterThan(0);
  });

  if (!appliesTo("stopped while a better master returned", role)) return;
  it("stopped as MASTER while a better one returned: wakes up as BACKUP without a word", () => {
    const death = measured(role, "stopped while a better master returned");
    expect(death.holders).toEqual([peer]);
    expect(death.advertsAfterWaking).toBe(0);
  });
});

it("every death was looked at", () => {
  const wanted = deathRoles.flatMap((role) =>
    deathNames.filter((name) => appliesTo(name, role)).map((name) => key(role, name)),
  );
  expect([...facts.keys()].sort()).toEqual(wanted.sort());
});
