/** Rounds against a table that shows itself badly, refuses, and is written by others too. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { serviceName } from "../../src/config/service-name.ts";
import { destinationId } from "../../src/ipvs/destination-id.ts";
import { findDrift } from "../../src/ipvs/drift.ts";
import { type Choice, choose, keepForeignServers, neverEmpty, reportOnly } from "../../src/ipvs/policy.ts";
import { type Chooser, carryOut, reconcileServices, reconcileTable } from "../../src/ipvs/reconcile.ts";
import type { IpvsService, IpvsTable } from "../../src/ipvs/table.ts";
import { applyCommand } from "./kernel-model.ts";
import { ModelIpvs } from "./model-ipvs.ts";
import { destination, fwmark, key, service } from "./services.ts";

const web = key("10.0.0.1:80");
const dns = key("10.0.0.1:53", "UDP");
const [five, six, seven] = [5, 6, 7].map((last) => destination(`10.0.0.${last}:80`)) as [
  ReturnType<typeof destination>,
  ReturnType<typeof destination>,
  ReturnType<typeof destination>,
];
const table = (...services: IpvsService[]): IpvsTable => ({ services });
const everything: Chooser = (drifts): Choice => choose(drifts, []);
const only = (one: IpvsTable) => one.services.map((each) => each.destinations.map(destinationId));

describe("one look", () => {
  test("nothing to do: one dump, no request", () => {
    const ipvs = new ModelIpvs(table(service(web, [six, five])));
    const result = reconcileTable(ipvs, { desired: table(service(web, [five, six])), ours: [] }, everything);
    expect(result).toEqual({ repaired: [], held: [], refusals: [], unsettled: [] });
    expect([ipvs.dumps, ipvs.looks, ipvs.commands]).toEqual([1, [], []]);
  });

  test("what is held back by the policy is told and not asked for", () => {
    const ipvs = new ModelIpvs(table(service(web, [six])));
    const report: Chooser = (drifts) => choose(drifts, [reportOnly]);
    const { held, repaired } = reconcileTable(
      ipvs,
      { desired: table(service(web, [five])), ours: [] },
      report,
    );
    expect(held.map(({ drift }) => drift.kind)).toEqual(["server-missing", "server-surplus"]);
    expect([repaired, ipvs.commands]).toEqual([[], []]);
  });
});

describe("a dump that shows an entry not at all", () => {
  test("a hidden service is looked at by itself and edited, not deleted and added", () => {
    const ipvs = new ModelIpvs(table(service(web, [five], { scheduler: "wlc" })), { show: () => table() });
    const result = reconcileTable(ipvs, { desired: table(service(web, [six, five])), ours: [] }, everything);
    expect(ipvs.table).toEqual(table(service(web, [six, five])));
    expect(ipvs.looks).toEqual([serviceName(web)]);
    expect(ipvs.commands.some(({ kind }) => kind.startsWith("delete"))).toBe(false);
    expect(result.refusals).toEqual([]);
    expect(result.unsettled).toEqual([]);
  });

  test("a hidden server with another weight gets the right one", () => {
    const ipvs = new ModelIpvs(table(service(web, [{ ...five, weight: 9 }])), {
      show: () => table(service(web, [])),
    });
    reconcileTable(ipvs, { desired: table(service(web, [five])), ours: [] }, everything);
    expect(ipvs.table).toEqual(table(service(web, [five])));
  });

  test("a server shown that has gone meanwhile needs no deletion and no second look", () => {
    const ipvs = new ModelIpvs(table(service(web, [five])), { show: () => table(service(web, [six, five])) });
    const result = reconcileTable(ipvs, { desired: table(service(web, [five])), ours: [] }, everything);
    expect([result.refusals, result.unsettled, ipvs.looks]).toEqual([[], [], []]);
  });
});

describe("somebody else writes", () => {
  test("a service that vanishes under us is made anew, servers and all", () => {
    let requests = 0;
    const ipvs = new ModelIpvs(table(service(web, [five])), {
      // After the dump, before our first change.
      interfere: (services) => {
        if (++requests === 2) services.clear();
      },
    });
    const result = reconcileTable(ipvs, { desired: table(service(web, [six, five])), ours: [] }, everything);
    expect(ipvs.table).toEqual(table(service(web, [six, five])));
    expect([ipvs.looks, result.unsettled]).toEqual([[serviceName(web)], []]);
  });

  test("what was held back and has gone by the second look is not told", () => {
    let requests = 0;
    const ipvs = new ModelIpvs(table(service(web, [five])), {
      // After the dump: the stranger goes, and what we are about to add comes.
      interfere: (services) => {
        if (++requests === 2) services.set(serviceName(web), service(web, [{ ...six, weight: 9 }]));
      },
    });
    const keepAll: Chooser = (drifts) => choose(drifts, [keepForeignServers(() => false)]);
    const result = reconcileTable(ipvs, { desired: table(service(web, [six])), ours: [] }, keepAll);
    expect(ipvs.table).toEqual(table(service(web, [six])));
    expect([result.held, result.unsettled]).toEqual([[], []]);
  });

  test("who changes it before every request of ours is chased three times, then told", () => {
    let add = true;
    const ipvs = new ModelIpvs(table(), {
      interfere: (services) => {
        // Seen as missing, there when we add; seen as there, gone when we edit.
        if (add) services.delete(serviceName(web));
        else services.set(serviceName(web), service(web, [], { scheduler: "wlc" }));
        add = !add;
      },
    });
    const goal = { desired: table(service(web, [five]), service(dns, [])), ours: [] };
    const result = reconcileTable(ipvs, goal, everything);
    expect(result.unsettled).toEqual([serviceName(web)]);
    expect([ipvs.dumps, ipvs.looks]).toEqual([1, [serviceName(web), serviceName(web)]]);
    expect(ipvs.table.services.map(({ key }) => serviceName(key))).toContain(serviceName(dns));
  });

  test("a dump that fails is tried three times and told once, with its remedy; a bug of ours is not caught", () => {
    const failing = new ModelIpvs(table(), {
      show: () => {
        throw Object.assign(new Error("the table changed during each of 10 dumps"), { code: "EINTR" });
      },
    });
    const { refusals } = reconcileTable(failing, { desired: table(), ours: [] }, everything);
    expect(failing.dumps).toBe(3);
    expect(refusals).toEqual([expect.stringMatching(/^reading the table: .*\(EINTR\): .*find the other/)]);
    const broken = new ModelIpvs(table(), {
      show: () => {
        throw new TypeError("undefined is not an object");
      },
    });
    expect(() => reconcileTable(broken, { desired: table(), ours: [] }, everything)).toThrow(TypeError);
  });

  test("a batch whose answers are lost is looked at again; nothing is told when that mends it", () => {
    let lost = true;
    const ipvs = new ModelIpvs(table(service(web, [five])), {
      refuse: () => {
        if (!lost) return undefined;
        lost = false;
        throw Object.assign(new Error("no buffer space"), { code: "ENOBUFS" });
      },
    });
    const result = reconcileTable(ipvs, { desired: table(service(web, [six])), ours: [] }, everything);
    expect(only(ipvs.table)).toEqual([["10.0.0.6:80"]]);
    expect(result.refusals).toEqual([]);
  });
});

describe("all servers are replaced", () => {
  const goal = { desired: table(service(web, [seven])), ours: [] };

  test("the old ones go after the kernel has taken a new one", () => {
    const ipvs = new ModelIpvs(table(service(web, [six, five])));
    reconcileTable(ipvs, goal, everything);
    expect(ipvs.commands.map(({ kind }) => kind)).toEqual([
      "add-destination",
      "delete-destination",
      "delete-destination",
    ]);
  });

  test("they stay while it takes none, and that is told", () => {
    const refuse = ({ kind }: { kind: string }) => (kind === "add-destination" ? "ENOMEM" : undefined);
    const ipvs = new ModelIpvs(table(service(web, [six, five])), { refuse });
    const { refusals } = reconcileTable(ipvs, goal, everything);
    expect(only(ipvs.table)).toEqual([["10.0.0.6:80", "10.0.0.5:80"]]);
    expect(refusals[1]).toBe(
      "the old servers of VS [10.0.0.1]:tcp:80 stay: the kernel took none of those that replace them",
    );
  });

  test("by the difference of two configurations it is the same", () => {
    const former = table(service(web, [six, five]));
    const ipvs = new ModelIpvs(former, {
      refuse: ({ kind }) => (kind === "add-destination" ? "ENOMEM" : undefined),
    });
    carryOut(ipvs, findDrift(goal.desired, former, []), former);
    expect(only(ipvs.table)).toEqual([["10.0.0.6:80", "10.0.0.5:80"]]);
    expect(ipvs.dumps + ipvs.looks.length).toBe(0);
  });
});

describe("limits", () => {
  const ids = (choice: Choice) => choice.repair.map((drift) => drift.kind);

  test("never-empty keeps the last servers, and only where nobody comes", () => {
    const current = table(service(web, [six, five]), service(dns, [five]));
    const drifts = findDrift(table(service(web, []), service(dns, [six])), current, []);
    const choice = choose(drifts, [neverEmpty(drifts, current)]);
    expect(ids(choice)).toEqual(["server-missing", "server-surplus"]);
    expect(choice.held.map(({ drift }) => drift.kind)).toEqual(["server-surplus", "server-surplus"]);
  });

  test("never-empty lets one of two go", () => {
    const current = table(service(web, [six, five]));
    const drifts = findDrift(table(service(web, [six])), current, []);
    expect(ids(choose(drifts, [neverEmpty(drifts, current)]))).toEqual(["server-surplus"]);
  });

  test("keep-servers keeps the stranger and removes the dead one of ours", () => {
    const current = table(service(web, [seven, six, five]));
    const drifts = findDrift(table(service(web, [five])), current, []);
    const choice = choose(drifts, [keepForeignServers((_, id) => id === "10.0.0.6:80")]);
    expect(choice.repair).toMatchObject([{ kind: "server-surplus", found: six }]);
    expect(choice.held).toMatchObject([{ drift: { found: seven } }]);
  });
});

describe("any tables, any interference", () => {
  const keys = [web, dns, fwmark(1), key("10.0.0.2:0")];
  const services = fc
    .uniqueArray(
      fc.record({
        key: fc.constantFrom(...keys),
        scheduler: fc.constantFrom("rr", "wlc"),
        persistenceTimeoutS: fc.constantFrom(0, 50),
        destinations: fc
          .uniqueArray(
            fc.record({ last: fc.integer({ min: 1, max: 4 }), weight: fc.integer({ min: 0, max: 1 }) }),
            {
              selector: (one) => one.last,
            },
          )
          .map((list) => list.map(({ last, weight }) => destination(`10.0.1.${last}:80`, { weight }))),
      }),
      { selector: (one) => serviceName(one.key) },
    )
    .map((list): IpvsTable => ({ services: list }));
  const content = (one: IpvsTable, names: ReadonlySet<string>) =>
    new Map(
      one.services
        .filter((each) => names.has(serviceName(each.key)))
        .map((each) => [
          serviceName(each.key),
          {
            ...each,
            destinations: new Map(each.destinations.map((server) => [destinationId(server), server])),
          },
        ]),
    );
  const namesOf = (one: IpvsTable) => new Set(one.services.map((each) => serviceName(each.key)));

  test("a dump with holes: what is wanted is there in the end, nothing wanted was ever deleted, no stranger touched", () => {
    fc.assert(
      fc.property(services, services, fc.infiniteStream(fc.boolean()), (desired, current, holes) => {
        const hidden = () => holes.next().value === true;
        const ipvs = new ModelIpvs(current, {
          show: (all) => ({
            services: all.services
              .filter(() => !hidden())
              .map((each) => ({ ...each, destinations: each.destinations.filter(() => !hidden()) })),
          }),
        });
        const result = reconcileTable(ipvs, { desired, ours: [] }, everything);
        expect(result.unsettled).toEqual([]);
        expect(result.refusals).toEqual([]);
        const wanted = content(desired, namesOf(desired));
        const reached = content(ipvs.table, namesOf(desired));
        for (const [name, one] of wanted) {
          const there = reached.get(name);
          expect(there).toMatchObject({
            scheduler: one.scheduler,
            persistenceTimeoutS: one.persistenceTimeoutS,
          });
          for (const [id, server] of one.destinations) expect(there?.destinations.get(id)).toEqual(server);
        }
        for (const command of ipvs.commands) {
          if (command.kind === "delete-service") throw new Error("nothing was ours to delete");
          if (command.kind !== "delete-destination") continue;
          expect(
            wanted.get(serviceName(command.key))?.destinations.has(destinationId(command.destination)),
          ).toBe(false);
        }
        const foreign = new Set([...namesOf(current)].filter((name) => !wanted.has(name)));
        expect(content(ipvs.table, foreign)).toEqual(content(current, foreign));
      }),
      { numRuns: 400 },
    );
  });

  test("once the other writer rests, two comparisons reach what is wanted", () => {
    fc.assert(
      fc.property(services, services, fc.array(services, { maxLength: 8 }), (desired, current, states) => {
        const others = [...states];
        const ipvs = new ModelIpvs(current, {
          interfere: (all) => {
            for (const one of others.shift()?.services ?? []) {
              applyCommand(all, { kind: "delete-service", key: one.key });
              all.set(serviceName(one.key), one);
            }
          },
        });
        const goal = { desired, ours: [] };
        reconcileTable(ipvs, goal, everything);
        others.length = 0;
        reconcileTable(ipvs, goal, everything);
        expect(content(ipvs.table, namesOf(desired))).toEqual(content(desired, namesOf(desired)));
        const keysOfAll = new Map(desired.services.map((each) => [serviceName(each.key), each.key]));
        const before = ipvs.commands.length;
        reconcileServices(ipvs, goal, keysOfAll, everything);
        expect(ipvs.commands.length).toBe(before);
      }),
      { numRuns: 300 },
    );
  });
});
