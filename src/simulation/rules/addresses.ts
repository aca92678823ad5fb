/** No virtual address without a master: whoever has one sends adverts, and sent the first before adding it. */
import { Ability } from "./abilities.ts";
import { type RuleMaker, SLACK_US } from "./rule.ts";

interface Holder {
  readonly name: string;
  readonly ability: Ability;
  readonly held: Set<string>;
  /** The last advert, or the moment from which one can be asked for. */
  advertUs: number;
  /** When a process was started over addresses that a killed one had left. */
  leftoversAtUs: number | undefined;
}

export const addresses: RuleMaker = (scenario, report) => {
  const holders = scenario.routers.map(
    ({ name }): Holder => ({
      name,
      ability: new Ability(),
      held: new Set(),
      advertUs: Number.NEGATIVE_INFINITY,
      leftoversAtUs: undefined,
    }),
  );
  const check = (holder: Holder, nowUs: number) => {
    if (!holder.ability.awake || holder.held.size === 0) return;
    const silentUs = nowUs - holder.advertUs - scenario.advertIntervalUs;
    const left = holder.leftoversAtUs;
    if (silentUs > SLACK_US) {
      report("addresses", nowUs, `${holder.name} has ${[...holder.held]} and sent no advert in time`);
    } else if (left !== undefined && left < nowUs) {
      report("addresses", nowUs, `${holder.name} keeps ${[...holder.held]} that an earlier process had left`);
    }
  };
  return {
    observe(seen) {
      for (const holder of holders) check(holder, seen.atUs);
      const holder = "host" in seen ? holders.find(({ name }) => name === seen.host) : undefined;
      if (holder === undefined) return;
      switch (seen.kind) {
        case "advert":
          if (seen.priority === 0) return;
          holder.advertUs = seen.atUs;
          holder.leftoversAtUs = undefined;
          return;
        case "added":
          if (holder.advertUs !== seen.atUs) {
            report("addresses", seen.atUs, `${holder.name} adds ${seen.address} before its advert`);
          }
          holder.held.add(seen.address);
          return;
        case "removed":
          holder.held.delete(seen.address);
          if (holder.held.size === 0) holder.leftoversAtUs = undefined;
          return;
        case "fault":
          holder.ability.apply(seen.fault);
          if (seen.fault.kind === "continue" || seen.fault.kind === "start") holder.advertUs = seen.atUs;
          if (seen.fault.kind === "start" && holder.held.size > 0) holder.leftoversAtUs = seen.atUs;
          return;
        default:
          return;
      }
    },
  };
};
