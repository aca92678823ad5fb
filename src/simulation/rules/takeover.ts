/** Somebody takes over in time: a router that can take part hears a master, or is one before its timer has long ended. */
import type { Observation } from "../observation.ts";
import { Ability } from "./abilities.ts";
import { type Known, knownRouters, type RuleMaker, SLACK_US } from "./rule.ts";

export const takeover: RuleMaker = (scenario, report) => {
  const waits = [...knownRouters(scenario)].map(([name, router]) => new Wait(name, router));
  return {
    observe(seen) {
      for (const wait of waits) {
        const lateUs = wait.lateUs(seen.atUs);
        if (lateUs > SLACK_US)
          report("takeover", seen.atUs, `${wait.name} is silent ${lateUs} us after its time`);
        if ("host" in seen && seen.host === wait.name) wait.follow(seen);
      }
    },
  };
};

/** The master-down timer that a router of RFC 3768 must have. */
class Wait {
  readonly name: string;
  readonly #router: Known;
  readonly #ability = new Ability();
  #dueUs = Number.POSITIVE_INFINITY;

  constructor(name: string, router: Known) {
    this.name = name;
    this.#router = router;
  }

  /** Reports once: an overdue timer starts anew. */
  lateUs(nowUs: number): number {
    if (!this.#ability.able) return 0;
    const lateUs = Math.max(0, nowUs - this.#dueUs);
    if (lateUs > SLACK_US) this.#dueUs = nowUs + this.#router.masterDownUs;
    return lateUs;
  }

  follow(seen: Observation): void {
    const { masterDownUs, skewUs, preempt, priority } = this.#router;
    const restart = () => {
      this.#dueUs = seen.atUs + masterDownUs;
    };
    switch (seen.kind) {
      case "fault":
        this.#ability.apply(seen.fault);
        restart();
        return;
      case "advert":
        restart();
        return;
      case "heard":
        if (seen.priority === 0) this.#dueUs = seen.atUs + skewUs;
        else if (!preempt || seen.priority >= priority) restart();
        return;
      default:
        return;
    }
  }
}
