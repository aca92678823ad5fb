/** What a rule of the judge is, and what all rules know of the routers. */
import { compareAddresses } from "../../values/address.ts";
import type { Observation } from "../observation.ts";
import type { RouterPlan, Scenario } from "../scenario.ts";
import { MAX_WAKE_LATENCY_US } from "../vrrp-process.ts";

/** How late a router may do what it must, counted from when it must: its own latency, and a little for rounding. */
export const SLACK_US = MAX_WAKE_LATENCY_US + 100;

export interface Rule {
  observe(observation: Observation): void;
}

export type Report = (rule: string, atUs: number, text: string) => void;

/** Makes a rule with fresh memory for one run. */
export type RuleMaker = (scenario: Scenario, report: Report) => Rule;

/** What the judge may know of a router: what its file says and RFC 3768 6.1 derives from it. */
export interface Known {
  readonly plan: RouterPlan;
  readonly priority: number;
  readonly preempt: boolean;
  readonly isOwner: boolean;
  readonly skewUs: number;
  readonly masterDownUs: number;
}

export function knownRouters(scenario: Scenario): ReadonlyMap<string, Known> {
  return new Map(
    scenario.routers.map((plan) => {
      const { priority, preempt, advertIntervalUs } = plan.config;
      // Worked out here again, from the RFC: what the machine gets wrong must not be wrong here too.
      const skewUs = Math.floor(((256 - priority) / 256) * 1_000_000);
      const masterDownUs = 3 * advertIntervalUs + skewUs;
      return [plan.name, { plan, priority, preempt, isOwner: priority === 255, skewUs, masterDownUs }];
    }),
  );
}

/** RFC 3768 6.4.3: the priority decides, then the address. */
export function isBetter(a: Known, b: Known): boolean {
  if (a.priority !== b.priority) return a.priority > b.priority;
  return compareAddresses(a.plan.sourceAddress, b.plan.sourceAddress) > 0;
}
