/** One wake of the driver: all that was read first, and only then the timers that are due. */
import type { StepResult } from "./effect.ts";
import type { Occurrence } from "./event.ts";
import { nextDeadlineUs, type VrrpInstance } from "./instance.ts";
import { step } from "./step.ts";

/**
 * Applies what was read since the last wake, in the order it was read, and then fires what is due at `nowUs`.
 *
 * The driver reads every socket empty before it calls this. A process that was stopped for longer than the master-down
 * time therefore does not become MASTER over adverts that lie unread, and one that was MASTER steps back before it sends
 * anything if a better master is among them.
 */
export function advance(
  instance: VrrpInstance,
  occurrences: readonly Occurrence[],
  nowUs: number,
): StepResult {
  // What was announced before this wake made the instance MASTER is no address that it has added since.
  const fresh = instance.phase.state === "MASTER" ? occurrences : occurrences.filter(isNotLoss);
  let result: StepResult = { instance, effects: [] };
  for (const occurrence of fresh) result = then(result, (now) => step(now, occurrence, nowUs));
  const deadlineUs = nextDeadlineUs(result.instance);
  if (deadlineUs === undefined || deadlineUs > nowUs) return result;
  return then(result, (now) => step(now, { kind: "timer" }, nowUs));
}

function then(before: StepResult, next: (instance: VrrpInstance) => StepResult): StepResult {
  const after = next(before.instance);
  return { instance: after.instance, effects: [...before.effects, ...after.effects] };
}

function isNotLoss({ kind }: Occurrence): boolean {
  return kind !== "virtual-address-gone";
}
