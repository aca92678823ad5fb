/** Runs one scenario from its seed and lets the judge decide. */
import { judge, type Violation } from "./judge.ts";
import { CALM } from "./lan.ts";
import { type Random, seededRandom } from "./random.ts";
import type { Recorded } from "./record.ts";
import { planScenario, type Scenario, settleUs } from "./scenario.ts";
import { type Member, World } from "./world.ts";

const MS_US = 1_000;
const SECOND_US = 1_000_000;

export interface SimulationResult {
  readonly scenario: Scenario;
  readonly records: readonly Recorded[];
  readonly violations: readonly Violation[];
}

/** Deterministic: the same seed gives the same records. */
export function simulate(seed: number): SimulationResult {
  const random = seededRandom(seed);
  const scenario = planScenario(seed, random);
  const world = new World(scenario, random);
  for (const member of world.members) {
    world.timeline.after(random.below(2 * SECOND_US), () => world.start(member));
  }
  const rounds = random.between(1, 2);
  for (let round = 0; round < rounds; round++) {
    makeFaults(world, random);
    beCalm(world, random, settleUs(scenario) + 3 * scenario.advertIntervalUs);
  }
  endMaster(world, scenario);
  pass(world, settleUs(scenario) + 3 * scenario.advertIntervalUs);
  world.record({ kind: "calm", parts: undefined });
  return { scenario, records: world.records, violations: judge(scenario, world.records) };
}

function makeFaults(world: World, random: Random): void {
  world.lan.conditions = {
    loss: random.pick([0, 0.05, 0.3]),
    duplication: random.pick([0, 0.1]),
    maxDelayUs: random.pick([1, 20, 300]) * MS_US,
  };
  pass(world, 2 * SECOND_US);
  const faults = random.between(2, 6);
  for (let fault = 0; fault < faults; fault++) {
    makeFault(world, random.pick(world.members), random);
    pass(world, random.between(10 * MS_US, 4 * SECOND_US));
  }
}

function makeFault(world: World, member: Member, random: Random): void {
  const repair = repairOf(world, member);
  if (repair !== undefined) {
    repair();
    return;
  }
  const faults = [
    () => world.powerOff(member),
    () => world.kill(member),
    () => world.stop(member),
    () => world.stall(member),
    () => world.stall(member),
    () => world.setCable(member, false),
    () => world.setSource(member, false),
    () => world.deleteVirtualAddress(member),
    () => world.lan.partition(new Map(world.members.map(({ plan }) => [plan.name, random.below(2)]))),
    () => world.intrude(),
    () => world.intrude(),
  ];
  random.pick(faults)();
}

/** What ends the fault that a machine has, if it has one. */
function repairOf(world: World, member: Member): (() => void) | undefined {
  if (!member.host.powered) return () => world.powerOn(member);
  if (member.process === undefined) return () => world.start(member);
  if (member.stalled) return () => world.continue(member);
  if (!member.host.plugged) return () => world.setCable(member, true);
  if (!member.hasSource) return () => world.setSource(member, true);
  return undefined;
}

/** Processes run again; machines without power, cables and partitions may stay as they are. */
function beCalm(world: World, random: Random, forUs: number): void {
  world.lan.conditions = CALM;
  if (random.chance(0.6)) world.lan.partition(new Map());
  for (const member of world.members) {
    if (member.stalled) world.continue(member);
    if (!member.hasSource) world.setSource(member, true);
    if (member.host.powered && member.process === undefined) world.start(member);
    if (!member.host.plugged && random.chance(0.7)) world.setCable(member, true);
    if (!member.host.powered && random.chance(0.7)) world.powerOn(member);
  }
  announceCalm(world);
  const intrusions = random.below(3);
  for (let intrusion = 0; intrusion < intrusions; intrusion++) {
    world.timeline.after(random.below(forUs), () => world.intrude());
  }
  pass(world, forUs);
  world.record({ kind: "calm", parts: undefined });
}

/** One more fault in a calm LAN, so that the time to take over can be judged sharply. */
function endMaster(world: World, scenario: Scenario): void {
  const master = world.members.find((member) => member.process !== undefined && world.holds(member));
  if (master !== undefined) {
    if (scenario.finale === "stop") world.stop(master);
    else if (scenario.finale === "cable") world.setCable(master, false);
    else world.powerOff(master);
  }
  announceCalm(world);
}

/** The connected parts of those that can take part, as the faults left them: nothing of what the routers think. */
function announceCalm(world: World): void {
  const able = world.members.filter(
    ({ host, process }) => host.powered && host.plugged && process !== undefined,
  );
  const names = able.map(({ plan }) => plan.name);
  const numbers = [...new Set(names.map((name) => world.lan.partOf(name)))];
  const parts = numbers.map((number) => names.filter((name) => world.lan.partOf(name) === number));
  world.record({ kind: "calm", parts });
}

function pass(world: World, forUs: number): void {
  world.timeline.runUntil(world.timeline.nowUs() + forUs);
}
