/** Brings the kernel's table to the desired one, in a few looks, while others may write to it too. */
import type { VirtualServerKey } from "../config/model.ts";
import { serviceName } from "../config/service-name.ts";
import type { IpvsTables } from "../ports/ipvs.ts";
import type { KernelRefusal } from "../ports/routing.ts";
import { type Drift, driftService, entryId, findDrift, repairOf } from "./drift.ts";
import { settle } from "./outcome.ts";
import { type Choice, type HeldDrift, servicesToReplace } from "./policy.ts";
import { exchangeFailureText } from "./refusal-text.ts";
import type { IpvsCommand, IpvsTable } from "./table.ts";

/** Others may change the table while we do; after so many looks the difference is told instead of chased. */
const roundsLimit = 3;

export interface Goal {
  readonly desired: IpvsTable;
  /** What we made before: of these, what is not desired goes. */
  readonly ours: readonly VirtualServerKey[];
}

/** Which of the drift found in `current` is repaired. */
export type Chooser = (drifts: readonly Drift[], current: IpvsTable) => Choice;

export interface Reconciliation {
  /** What was drifted and is put right. */
  readonly repaired: readonly Drift[];
  readonly held: readonly HeldDrift[];
  /** What the kernel would not do: request, reason and remedy. */
  readonly refusals: readonly string[];
  /** Services that were still being changed by somebody else after the last look, by name. */
  readonly unsettled: readonly string[];
}

/** What a carrying out left: `again` are services to look at anew. */
export interface Outcome {
  readonly done: readonly Drift[];
  readonly again: ReadonlyMap<string, VirtualServerKey>;
  readonly refusals: readonly string[];
  /** The exchange itself failed: the kernel may have done any part of it, so all of it is looked at again. */
  readonly failure?: string;
}

/** Reads the whole table once and what turned out to be in motion again, service by service. */
export function reconcileTable(ipvs: IpvsTables, goal: Goal, choose: Chooser): Reconciliation {
  const names = new Set([...goal.desired.services, ...goal.ours.map((key) => ({ key }))].map(nameOf));
  return rounds(ipvs, goal, () => ipvs.read(names), choose);
}

/** Reads only these services. */
export function reconcileServices(
  ipvs: IpvsTables,
  goal: Goal,
  keys: ReadonlyMap<string, VirtualServerKey>,
  choose: Chooser,
): Reconciliation {
  return rounds(ipvs, narrowed(goal, keys), () => readServices(ipvs, keys.values()), choose);
}

function rounds(ipvs: IpvsTables, goal: Goal, firstLook: () => IpvsTable, choose: Chooser): Reconciliation {
  const repaired = new Map<string, Drift>();
  const held = new Map<string, HeldDrift>();
  const refusals = new Set<string>();
  let look = firstLook;
  let scope = goal;
  let again: ReadonlyMap<string, VirtualServerKey> = new Map();
  let failure: string | undefined;
  for (let round = 1; round <= roundsLimit; round++) {
    let current: IpvsTable;
    try {
      current = look();
      failure = undefined;
    } catch (error) {
      failure = failureText("reading the table", error);
      continue;
    }
    const choice = choose(findDrift(scope.desired, current, scope.ours), current);
    for (const one of choice.held) held.set(entryId(one.drift), one);
    const outcome = carryOut(ipvs, choice.repair, current);
    for (const drift of outcome.done) repaired.set(entryId(drift), drift);
    for (const refusal of outcome.refusals) refusals.add(refusal);
    again = outcome.again;
    failure = outcome.failure;
    if (again.size === 0) break;
    const keys = again;
    scope = narrowed(goal, keys);
    look = () => readServices(ipvs, keys.values());
    for (const [id, one] of held) {
      if (keys.has(entryServiceName(one.drift))) held.delete(id);
    }
  }
  if (failure !== undefined) refusals.add(failure);
  return {
    repaired: [...repaired.values()],
    held: [...held.values()],
    refusals: [...refusals],
    unsettled: [...again.keys()],
  };
}

/**
 * Asks the kernel for these repairs, in order. Where every server of a service is replaced, the old ones go only after the
 * kernel has taken at least one of the new ones.
 * @param current the table that they were found in
 */
export function carryOut(ipvs: IpvsTables, drifts: readonly Drift[], current: IpvsTable): Outcome {
  const replaced = servicesToReplace(drifts, current);
  const isLast = (drift: Drift) => drift.kind === "server-surplus" && replaced.has(entryServiceName(drift));
  const first = replaced.size === 0 ? drifts : drifts.filter((drift) => !isLast(drift));
  const outcome = ask(ipvs, first);
  if (replaced.size === 0) return outcome;
  const arrived = new Set<string>();
  const awaited = new Set<string>();
  for (const drift of first) {
    if (drift.kind === "server-missing") awaited.add(entryServiceName(drift));
  }
  for (const drift of outcome.done) {
    if (drift.kind === "server-missing") arrived.add(entryServiceName(drift));
  }
  const last = drifts.filter((drift) => {
    const name = entryServiceName(drift);
    return isLast(drift) && (arrived.has(name) || !awaited.has(name));
  });
  const kept = [...replaced].filter(
    (name) => awaited.has(name) && !arrived.has(name) && !outcome.again.has(name),
  );
  const rest = ask(ipvs, last);
  const failure = outcome.failure ?? rest.failure;
  return {
    ...(failure === undefined ? {} : { failure }),
    done: [...outcome.done, ...rest.done],
    again: new Map([...outcome.again, ...rest.again]),
    refusals: [
      ...outcome.refusals,
      ...kept.map(
        (name) => `the old servers of VS ${name} stay: the kernel took none of those that replace them`,
      ),
      ...rest.refusals,
    ],
  };
}

function ask(ipvs: IpvsTables, drifts: readonly Drift[]): Outcome {
  if (drifts.length === 0) return { done: [], again: new Map(), refusals: [] };
  const repairs = drifts.map(repairOf);
  const commands = repairs.flat();
  let answers: readonly (KernelRefusal | undefined)[];
  try {
    answers = ipvs.apply(commands);
  } catch (error) {
    const keys = new Map(commands.map((command) => [serviceName(keyOf(command)), keyOf(command)]));
    return { done: [], again: keys, refusals: [], failure: failureText("changing the table", error) };
  }
  const { again, refusals } = settle(commands, answers);
  let next = 0;
  const done = drifts.filter((_, index) => {
    const first = next;
    next += repairs[index]?.length ?? 0;
    return answers[first] === undefined;
  });
  return { done, again, refusals };
}

/** Only what failed at the boundary is told and tried again; a bug of ours is none of it. */
function failureText(action: string, error: unknown): string {
  const { code, message } = error as Partial<KernelRefusal>;
  if (typeof code !== "string" || message === undefined) throw error;
  return exchangeFailureText(action, { code, message });
}

function readServices(ipvs: IpvsTables, keys: Iterable<VirtualServerKey>): IpvsTable {
  const services = [...keys].map((key) => ipvs.readService(key)).filter((service) => service !== undefined);
  return { services };
}

function narrowed({ desired, ours }: Goal, keys: ReadonlyMap<string, VirtualServerKey>): Goal {
  return {
    desired: { services: desired.services.filter((service) => keys.has(nameOf(service))) },
    ours: ours.filter((key) => keys.has(serviceName(key))),
  };
}

function nameOf({ key }: { readonly key: VirtualServerKey }): string {
  return serviceName(key);
}

function keyOf(command: IpvsCommand): VirtualServerKey {
  return "service" in command ? command.service.key : command.key;
}

function entryServiceName(drift: Drift): string {
  return serviceName(driftService(drift));
}
