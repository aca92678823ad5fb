/** What must hold for every list of servers, whichever scheduler chooses. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CourseStep,
  course,
  modelOf,
  type PredictableService,
} from "../../../src/ipvs/prediction/course.ts";
import { parseHistory } from "../../../src/ipvs/prediction/history.ts";
import { mapDifference } from "../../../src/ipvs/prediction/map-difference.ts";
import { historyWarning } from "../../../src/ipvs/prediction/map-warning.ts";
import { sharesOf } from "../../../src/ipvs/prediction/share.ts";
import { DestinationMemory } from "../../../src/ipvs/schedulers/destination-memory.ts";
import { isSchedulerName, type SchedulerName, schedulers } from "../../../src/ipvs/schedulers/registry.ts";
import { address, destination, key, service } from "../services.ts";

const names = Object.keys(schedulers).filter(isSchedulerName);

function serviceOf(scheduler: SchedulerName, weights: readonly number[]): PredictableService {
  const destinations = weights.map((weight, index) => destination(`172.16.1.${index + 5}:80`, { weight }));
  return { ...service(key("172.16.1.100:80"), destinations), scheduler };
}

const clients = Array.from({ length: 250 }, (_, host) => ({ address: address(`10.0.0.${host + 1}`) }));

function run(one: PredictableService, connections: number, open: number): CourseStep[] {
  const destinations = [address("172.16.1.100"), address("172.16.1.101"), address("172.16.1.102")];
  return [...course(modelOf(one, []), { connections, clients, destinations, open, everyS: 0.1 })];
}

const someWeights = fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 6 });

describe.each(names)("%s", (scheduler) => {
  test("a server of weight 0 gets nothing; the shares add up", () => {
    fc.assert(
      fc.property(someWeights, fc.nat({ max: 20 }), (weights, open) => {
        const one = serviceOf(scheduler, weights);
        const steps = run(one, 60, open);
        const shares = sharesOf(
          modelOf(one, []).servers,
          steps.map(({ server }) => server),
        );
        expect(shares.reduce((sum, { connections }) => sum + connections, 0)).toBe(60);
        for (const { server, weight, connections } of shares) {
          if (server !== undefined && weight === 0) expect(connections).toBe(0);
        }
        if (weights.every((weight) => weight === 0)) expect(shares.at(-1)?.share).toBe(1);
      }),
      { numRuns: 30 },
    );
  });
});

test("wrr keeps exactly to the weights over whole rounds", () => {
  const counts = sharesOf(
    modelOf(serviceOf("wrr", [5, 3, 2]), []).servers,
    run(serviceOf("wrr", [5, 3, 2]), 1000, 0).map(({ server }) => server),
  );
  expect(counts.map(({ connections }) => connections)).toEqual([500, 300, 200]);
});

test("mh spreads its places by weight within a hundredth", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 8 }), (weights) => {
      const { servers } = modelOf(serviceOf("mh", weights), []);
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      for (const server of servers) {
        const others = servers.filter((one) => one !== server);
        // Places that change when everybody else is all there is, are the server's own and a few moved ones.
        const { places, of } = mapDifference("mh", servers, others);
        expect(places / of).toBeGreaterThan(server.weight / total - 0.01);
      }
    }),
    { numRuns: 20 },
  );
});

test("twos, which is random, keeps the shares near the weights", () => {
  const one = serviceOf("twos", [1, 3]);
  const shares = sharesOf(
    modelOf(one, []).servers,
    run(one, 1000, 100).map(({ server }) => server),
  );
  expect(shares.every(({ share }) => share > 0.1 && share < 0.9)).toBe(true);
});

test("a server gone and back moves clients of sh and dh, and hardly any of mh", () => {
  const moved = (["sh", "dh", "mh"] as const).map((scheduler) => {
    const one = serviceOf(scheduler, [1, 1, 1]);
    const history = parseHistory("172.16.1.7:80 gone and back", one);
    if (typeof history === "string") throw new Error(history);
    const { places, of } = mapDifference(scheduler, modelOf(one, []).servers, modelOf(one, history).servers);
    return places / of;
  });
  expect(moved[0]).toBeGreaterThan(0.5);
  expect(moved[1]).toBeGreaterThan(0.5);
  expect(moved[2]).toBeLessThan(0.01);
});

test("the warning names the events and the cure; a scheduler without a table has none", () => {
  const history = [
    { kind: "gone", server: "172.16.1.6:80" },
    { kind: "back", server: "172.16.1.6:80" },
  ] as const;
  const text = historyWarning(serviceOf("sh", [1, 1]), history);
  expect(text).toContain("172.16.1.6:80 gone, 172.16.1.6:80 back");
  expect(text).toContain("the cure is the scheduler mh");
  expect(historyWarning(serviceOf("wlc", [1, 1]), history)).toBeUndefined();
});

test.each([
  ["172.16.1.9:80 gone", "172.16.1.9:80 is none of the servers"],
  ["172.16.1.5:80 back", "was not gone"],
  ["172.16.1.5:80 gone, 172.16.1.5:80 gone", "has gone before"],
  ["gone", "is not SERVER gone"],
])("no history: %s", (text, reason) => {
  expect(parseHistory(text, serviceOf("rr", [1, 1]))).toContain(reason);
});

describe("what lblc and lblcr remember", () => {
  const one = address("10.9.0.1");
  const day = 24 * 60 * 60;

  test("an address in use stays, one left alone for 24 hours is gone at the half-hourly look", () => {
    const memory = new DestinationMemory<string>(0, day);
    memory.set(one, "a", 0);
    expect(memory.find(one, day - 1)).toBe("a");
    expect(memory.find(one, 2 * day - 2)).toBe("a");
    expect(memory.find(one, 3 * day + 1800)).toBeUndefined();
  });

  test("six minutes are enough when there are too many", () => {
    const memory = new DestinationMemory<number>(0, day);
    for (let n = 0; n < 16_500; n++) {
      memory.set({ family: 4, bytes: [10, 9, n >> 8, n & 255] }, n, 0);
    }
    let left = 0;
    for (let n = 0; n < 16_500; n++) {
      if (memory.find({ family: 4, bytes: [10, 9, n >> 8, n & 255] }, 420) !== undefined) left++;
    }
    expect(left).toBeLessThan(16_500);
    expect(left).toBeGreaterThan(16_000);
  });
});
