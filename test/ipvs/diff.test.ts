/** The difference of two tables: what it leads to, what it leaves alone, and that it is small. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { serviceName } from "../../src/config/service-name.ts";
import { desiredTable } from "../../src/ipvs/desired.ts";
import { destinationId } from "../../src/ipvs/destination-id.ts";
import { diffTables } from "../../src/ipvs/diff.ts";
import type { IpvsDestination, IpvsService, IpvsTable, KernelForwarding } from "../../src/ipvs/table.ts";
import { applyAll } from "./kernel-model.ts";
import { destination, fwmark, key, server, service, virtualServer } from "./services.ts";

const web = key("10.0.0.1:80");
const [five, six, seven] = ["10.0.0.5:80", "10.0.0.6:80", "10.0.0.7:80"].map((text) => destination(text)) as [
  IpvsDestination,
  IpvsDestination,
  IpvsDestination,
];
const table = (...services: IpvsService[]): IpvsTable => ({ services });
const ids = (one: IpvsTable) =>
  one.services.map((each) => each.destinations.map((server) => server.address.bytes[3]));

describe("order", () => {
  test("a new service gets its servers in the file's order, so the list is that order reversed", () => {
    const wanted = desiredTable(
      [virtualServer(web, [server("10.0.0.5:80"), server("10.0.0.6:80"), server("10.0.0.7:80")])],
      () => true,
    );
    const commands = diffTables(wanted, table(), []);
    expect(commands.map((command) => command.kind)).toEqual([
      "add-service",
      "add-destination",
      "add-destination",
      "add-destination",
    ]);
    expect(ids(applyAll(table(), commands))).toEqual([[7, 6, 5]]);
  });

  test("a server that returns goes to the head; nobody is moved for it", () => {
    const current = table(service(web, [seven, five]));
    const commands = diffTables(table(service(web, [seven, six, five])), current, []);
    expect(commands).toEqual([{ kind: "add-destination", key: web, destination: six }]);
    expect(ids(applyAll(current, commands))).toEqual([[6, 7, 5]]);
  });

  test("another order of the same servers is no difference: moving one would cost its connections", () => {
    expect(
      diffTables(table(service(web, [seven, six, five])), table(service(web, [five, seven, six])), []),
    ).toEqual([]);
  });
});

describe("changes", () => {
  test("weight and forwarding are edited in place", () => {
    const heavy = { ...five, weight: 9 };
    const nat: IpvsDestination = { ...six, forwarding: { method: "NAT" } };
    expect(diffTables(table(service(web, [nat, heavy])), table(service(web, [six, five])), [])).toEqual([
      { kind: "edit-destination", key: web, destination: heavy },
      { kind: "edit-destination", key: web, destination: nat },
    ]);
  });

  test.each<[string, Partial<IpvsService>]>([
    ["scheduler", { scheduler: "wlc" }],
    ["persistence", { persistenceTimeoutS: 30 }],
    ["netmask", { persistencePrefixLength: 24 }],
    ["flags", { flags: 4 }],
    ["engine", { persistenceEngine: "sip" }],
  ])("a service with another %s is edited, its servers untouched", (_, difference) => {
    const commands = diffTables(table(service(web, [five])), table(service(web, [five], difference)), []);
    const { destinations, ...settings } = service(web, [five]);
    expect(destinations.length).toBe(1);
    expect(commands).toEqual([{ kind: "edit-service", service: settings }]);
  });

  test("new servers come before old ones go", () => {
    const commands = diffTables(table(service(web, [six])), table(service(web, [five])), []);
    expect(commands.map((command) => command.kind)).toEqual(["add-destination", "delete-destination"]);
  });

  test("thresholds that somebody set on a configured server are taken off", () => {
    const limited = { ...five, upperThreshold: 10 };
    expect(diffTables(table(service(web, [five])), table(service(web, [limited])), [])).toEqual([
      { kind: "edit-destination", key: web, destination: five },
    ]);
  });
});

describe("what is ours", () => {
  const foreign = service(key("10.0.0.9:80"), [five]);
  const former = service(key("10.0.0.2:80"), [five, six]);

  test("a configured service is ours, whoever made it; a stranger's is left alone", () => {
    const commands = diffTables(table(service(web, [five])), table(foreign, service(web, [six])), []);
    expect(
      commands.every(
        (command) =>
          serviceName("service" in command ? command.service.key : command.key) === serviceName(web),
      ),
    ).toBe(true);
    expect(commands.length).toBe(2);
  });

  test("what was ours and is no longer configured goes by one command", () => {
    expect(diffTables(table(), table(foreign, former), [former.key, former.key])).toEqual([
      { kind: "delete-service", key: former.key },
    ]);
  });

  test("what was ours and is gone already needs nothing", () => {
    expect(diffTables(table(), table(foreign), [former.key])).toEqual([]);
  });

  test("what was ours and is still configured stays", () => {
    expect(diffTables(table(former), table(former), [former.key])).toEqual([]);
  });
});

describe("any two tables", () => {
  const forwardings: KernelForwarding[] = [
    { method: "NAT" },
    { method: "DR" },
    { method: "TUN", tunnel: "gue", tunnelPort: 6080, checksum: "csum" },
    { method: "other", number: 1 },
  ];
  const keys = [
    key("10.0.0.1:80"),
    key("10.0.0.1:80", "UDP"),
    key("[fd00::1]:80"),
    fwmark(1),
    fwmark(2),
    key("10.0.0.2:0"),
  ];
  const destinations = fc
    .uniqueArray(
      fc.record({
        last: fc.integer({ min: 1, max: 6 }),
        weight: fc.integer({ min: 0, max: 2 }),
        forwarding: fc.constantFrom(...forwardings),
      }),
      { selector: (one) => one.last, maxLength: 6 },
    )
    .map((list) => list.map(({ last, ...rest }) => destination(`10.0.1.${last}:80`, rest)));
  const services = fc
    .uniqueArray(
      fc.record({
        key: fc.constantFrom(...keys),
        scheduler: fc.constantFrom("rr", "wlc"),
        persistenceTimeoutS: fc.constantFrom(0, 50),
        destinations,
      }),
      { selector: (one) => serviceName(one.key), maxLength: 6 },
    )
    .map((list): IpvsTable => ({ services: list }));

  const content = (one: IpvsTable) =>
    new Map(
      one.services.map((each) => [
        serviceName(each.key),
        {
          ...each,
          destinations: new Map(each.destinations.map((server) => [destinationId(server), server])),
        },
      ]),
    );

  test("the commands lead to the desired content, touch no stranger, move nobody, and then there is nothing to do", () => {
    fc.assert(
      fc.property(services, services, fc.subarray(keys), (desired, current, ours) => {
        const commands = diffTables(desired, current, ours);
        const result = applyAll(current, commands);
        const wanted = content(desired);
        const mine = new Set(ours.map(serviceName));
        for (const each of current.services) {
          const name = serviceName(each.key);
          if (!wanted.has(name) && !mine.has(name))
            wanted.set(name, content(table(each)).get(name) ?? never());
        }
        expect(content(result)).toEqual(wanted);
        for (const each of result.services) {
          const before = current.services.find((one) => serviceName(one.key) === serviceName(each.key));
          const stayed = (list: readonly IpvsDestination[], others: readonly IpvsDestination[] | undefined) =>
            list.map(destinationId).filter((id) => others?.some((one) => destinationId(one) === id));
          expect(stayed(each.destinations, before?.destinations)).toEqual(
            stayed(before?.destinations ?? [], each.destinations),
          );
        }
        expect(diffTables(desired, result, ours)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test("into an empty table the result is the desired one, order and all", () => {
    fc.assert(
      fc.property(services, (desired) => {
        expect(applyAll(table(), diffTables(desired, table(), []))).toEqual(desired);
      }),
      { numRuns: 200 },
    );
  });
});

function never(): never {
  throw new Error("a table holds each of its services");
}
