/** State, preemption and the interval of advertisements, each as far as the other settings allow it. */
import { flagOf, settingOf, spanOf, valueOrDefault } from "../block-node.ts";
import { printSeconds } from "../forms/number.ts";
import { nopreempt, OWNER_PRIORITY, preemptDelay, state } from "../keywords/vrrp/election.ts";
import { advertInt } from "../keywords/vrrp/identity.ts";
import type { InstanceFacts } from "./instance-facts.ts";
import type { InstanceReport } from "./instance-report.ts";

/** In strict mode the owner of the addresses, and nobody else, begins as MASTER. */
export function resolveState(facts: InstanceFacts, report: InstanceReport): "MASTER" | "BACKUP" {
  const { block, priority, strict, wantedState } = facts;
  const byPriority = priority === OWNER_PRIORITY ? "MASTER" : "BACKUP";
  if (!strict || settingOf(block, state) === undefined || wantedState === byPriority) {
    return priority === OWNER_PRIORITY ? "MASTER" : wantedState;
  }
  const text = `state ${wantedState} with priority ${priority} runs as ${byPriority}: in strict mode state MASTER and priority ${OWNER_PRIORITY} go together`;
  report.sayWarning("value-adjusted", spanOf(block, state), text);
  return byPriority;
}

/** VRRP version 2 counts whole seconds in a byte; version 3 units of 10 ms in 12 bits (RFC 9568 5.2.7). */
export function resolveInterval({ block, version }: InstanceFacts, report: InstanceReport): number {
  const written = valueOrDefault(block, advertInt);
  const unitUs = version === 2 ? 1_000_000 : 10_000;
  const longestUs = version === 2 ? 255_000_000 : 40_950_000;
  const runs = Math.min(longestUs, Math.max(1, Math.round(written / unitUs)) * unitUs);
  if (runs !== written) {
    const unit = version === 2 ? "whole seconds" : "steps of 0.01 seconds up to 40.95";
    const text = `advert_int ${printSeconds(written)} runs as ${printSeconds(runs)}: version ${version} has ${unit}`;
    report.sayWarning("value-adjusted", spanOf(block, advertInt), text);
  }
  return runs;
}

/** Whether it takes over from a lower priority. */
export function resolvePreempt(
  { block, priority }: InstanceFacts,
  initialState: "MASTER" | "BACKUP",
  report: InstanceReport,
): boolean {
  if (!flagOf(block, nopreempt)) return true;
  const at = spanOf(block, nopreempt);
  if (priority === OWNER_PRIORITY) {
    const text = `nopreempt has no effect with priority ${OWNER_PRIORITY} (state MASTER without a priority has it too)`;
    report.sayUseless("nopreempt-cleared", at, text, "nopreempt");
    return true;
  }
  if (initialState === "MASTER") {
    const text = "nopreempt has no effect with an initial state of MASTER: write state BACKUP to keep it";
    report.sayUseless("nopreempt-cleared", at, text, "nopreempt");
    return true;
  }
  return false;
}

/** The time that a MASTER of lower priority is left alone. */
export function checkPreemptDelay(
  { block, strict }: InstanceFacts,
  initialState: "MASTER" | "BACKUP",
  preempts: boolean,
  report: InstanceReport,
): void {
  if (valueOrDefault(block, preemptDelay) === 0) return;
  const why = strict
    ? "in strict mode"
    : initialState === "MASTER"
      ? "with an initial state of MASTER"
      : preempts
        ? undefined
        : "with nopreempt";
  if (why === undefined) return;
  report.sayUseless(
    "value-adjusted",
    spanOf(block, preemptDelay),
    `preempt_delay has no effect ${why}`,
    "preemptDelayUs",
  );
}
