/** Two directors of any program through a pair's whole life, step by step, with what their kernels showed after each. */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Capture, PacketWatch } from "../capture.ts";
import type { DirectorProgram } from "../director/program.ts";
import type { KernelView } from "../kernel-view.ts";
import { Lab } from "../lab.ts";
import type { ScenarioContext } from "../scenario-context.ts";
import { type DirectorName, type ForwardingMode, serverAddresses } from "../topology/plan.ts";
import { countByServer, longestGap } from "../traffic/answer.ts";
import { nowMs } from "../wait-for.ts";

export interface Pair {
  /** Program of lvs01, the master by its file. */
  readonly first: DirectorProgram;
  readonly second: DirectorProgram;
  readonly mode: ForwardingMode;
}

export interface PairsParameters {
  readonly pairs: readonly Pair[];
  /** Folder with `lvs-dr` and `lvs-nat`. */
  readonly examples: string;
  /** Where captures go. */
  readonly share: string;
  /** How many pairs run at once. */
  readonly parallel: number;
}

export const pairStepNames = [
  "start",
  "sharing",
  "server down",
  "server up",
  "machine death",
  "return",
  "graceful stop",
  "end",
] as const;
export type PairStepName = (typeof pairStepNames)[number];

/** What was measured in a step; a step that has none of a fact leaves it out. */
export interface PairStepFacts {
  /** From the step's cause to its effect: the address moved, the table changed. */
  readonly tookMs?: number;
  /** Requests by answering server, "failed" for those that were not answered. */
  readonly answers?: Readonly<Record<string, number>>;
  /** The client's longest time without an answer. */
  readonly gapMs?: number;
  readonly exitStatus?: number | null;
  readonly views: Readonly<Partial<Record<DirectorName, KernelView>>>;
}

/** What the scenario says of a pair, each as `facts` of an event. */
export type PairFacts =
  | { readonly kind: "step"; readonly pair: Pair; readonly step: PairStepName; readonly facts: PairStepFacts }
  | { readonly kind: "failed"; readonly pair: Pair; readonly step: PairStepName; readonly error: string }
  | {
      readonly kind: "end";
      readonly pair: Pair;
      readonly logs: Readonly<Record<DirectorName, readonly string[]>>;
      readonly capture: string;
    };

const both = ["lvs01", "lvs02"] as const;
const bothServers = ["proxy01", "proxy02"] as const;
/** A program's start, emulated, among others that start; what it takes in the end is measured. */
const startLimitMs = 120_000;
const takeoverLimitMs = 30_000;
const requestEveryMs = 50;
/** Of requests before and after an event, so that its gap lies within them. */
const aroundMs = 1000;

async function views(lab: Lab, names: readonly DirectorName[]): Promise<PairStepFacts["views"]> {
  const shown: Partial<Record<DirectorName, KernelView>> = {};
  for (const name of names) shown[name] = await lab.view(name);
  return shown;
}

/** The client asks steadily while `event` happens; returns its longest wait from then on. */
async function gapDuring(lab: Lab, event: () => Promise<void>): Promise<number | undefined> {
  const start = nowMs();
  lab.traffic.startSteady(requestEveryMs);
  await sleep(aroundMs);
  await event();
  await sleep(aroundMs);
  await lab.traffic.stopSteady();
  return longestGap(lab.traffic.between(start, nowMs()))?.lengthMs;
}

/** One after the other, so that what the second one logs does not depend on which of them is quicker. */
async function start(lab: Lab): Promise<PairStepFacts> {
  lab.directors.lvs01.start();
  const tookMs = await lab.awaitMaster("lvs01", startLimitMs);
  lab.directors.lvs02.start();
  await lab.awaitServers(both, bothServers, startLimitMs);
  return { tookMs, views: await views(lab, both) };
}

async function sharing(lab: Lab): Promise<PairStepFacts> {
  return { answers: countByServer(await lab.traffic.ask(20)), views: await views(lab, both) };
}

async function serverDown(lab: Lab): Promise<PairStepFacts> {
  await lab.webServers.proxy01.dies();
  const tookMs = await lab.awaitServers(both, ["proxy02"], 60_000);
  return { tookMs, answers: countByServer(await lab.traffic.ask(20)), views: await views(lab, both) };
}

async function serverUp(lab: Lab): Promise<PairStepFacts> {
  await lab.webServers.proxy01.start();
  const tookMs = await lab.awaitServers(both, bothServers, 30_000);
  return { tookMs, answers: countByServer(await lab.traffic.ask(20)), views: await views(lab, both) };
}

/** Right after an advertisement, so that the whole of 3 x advert_int + skew has to pass. */
async function machineDeath(lab: Lab): Promise<PairStepFacts> {
  const watch = await PacketWatch.start(lab.set, "bridge", "br0");
  let tookMs = 0;
  const gapMs = await gapDuring(lab, async () => {
    await watch.next(new RegExp(`IP ${serverAddresses.lvs01} > 224\\.0\\.0\\.18`), 5000);
    lab.directors.lvs01.dies();
    tookMs = await lab.awaitAddress("lvs02", takeoverLimitMs);
  });
  await watch.stop();
  const answers = countByServer(await lab.traffic.ask(20));
  return { tookMs, ...(gapMs === undefined ? {} : { gapMs }), answers, views: await views(lab, ["lvs02"]) };
}

async function comesBack(lab: Lab): Promise<PairStepFacts> {
  await lab.directors.lvs01.returns();
  lab.directors.lvs01.start();
  const tookMs = await lab.awaitMaster("lvs01", startLimitMs);
  await lab.awaitServers(both, bothServers, startLimitMs);
  return { tookMs, answers: countByServer(await lab.traffic.ask(20)), views: await views(lab, both) };
}

async function gracefulStop(lab: Lab): Promise<PairStepFacts> {
  let tookMs = 0;
  let exitStatus: number | null = null;
  const gapMs = await gapDuring(lab, async () => {
    const stopped = lab.directors.lvs01.stop();
    tookMs = await lab.awaitMaster("lvs02", takeoverLimitMs);
    exitStatus = await stopped;
  });
  const answers = countByServer(await lab.traffic.ask(20));
  return {
    tookMs,
    ...(gapMs === undefined ? {} : { gapMs }),
    answers,
    exitStatus,
    views: await views(lab, both),
  };
}

async function end(lab: Lab): Promise<PairStepFacts> {
  const exitStatus = await lab.directors.lvs02.stop();
  return { exitStatus, views: await views(lab, both) };
}

const steps: Readonly<Record<PairStepName, (lab: Lab) => Promise<PairStepFacts>>> = {
  start,
  sharing,
  "server down": serverDown,
  "server up": serverUp,
  "machine death": machineDeath,
  return: comesBack,
  "graceful stop": gracefulStop,
  end,
};

async function runPair(
  pair: Pair,
  number: number,
  parameters: PairsParameters,
  context: ScenarioContext,
): Promise<void> {
  const tell = (facts: PairFacts) => context.say({ kind: "facts", facts });
  const examples = join(parameters.examples, pair.mode === "DR" ? "lvs-dr" : "lvs-nat");
  const director = (name: DirectorName, program: DirectorProgram) => ({
    name,
    program,
    configFile: join(examples, `${name}.conf`),
    dist: context.dist,
  });
  const lab = await Lab.open({
    mode: pair.mode,
    directors: [director("lvs01", pair.first), director("lvs02", pair.second)],
    dist: context.dist,
    number,
  });
  try {
    const file = join(parameters.share, `${pair.first}-${pair.second}-${pair.mode}.pcap`);
    const capture = await Capture.start(lab.set, "bridge", "br0", file);
    for (const step of pairStepNames) {
      try {
        tell({ kind: "step", pair, step, facts: await steps[step](lab) });
      } catch (error) {
        // Without this step the following ones say nothing.
        tell({ kind: "failed", pair, step, error: error instanceof Error ? error.message : String(error) });
        break;
      }
    }
    await capture.stop();
    const log = (name: DirectorName) => lab.directors[name].log.map(({ text }) => text);
    tell({ kind: "end", pair, logs: { lvs01: log("lvs01"), lvs02: log("lvs02") }, capture: capture.file });
  } finally {
    lab.close();
  }
}

/** Runs every pair, so many at once. */
export async function runPairs(parameters: PairsParameters, context: ScenarioContext): Promise<void> {
  const waiting = [...parameters.pairs.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [number, pair] = next;
      await runPair(pair, number, parameters, context);
    }
  };
  await Promise.all(Array.from({ length: parameters.parallel }, work));
}
