/** A master that stops, or loses its source address, says so with priority 0 and leaves no address behind. */
import { Ability } from "./abilities.ts";
import type { RuleMaker } from "./rule.ts";

interface Leaving {
  readonly host: string;
  readonly atUs: number;
  saidGoodbye: boolean;
}

export const goodbye: RuleMaker = (scenario, report) => {
  const abilities = new Map(scenario.routers.map(({ name }) => [name, new Ability()]));
  const held = new Map(scenario.routers.map(({ name }) => [name, new Set<string>()]));
  let leaving: Leaving | undefined;
  const checkUntil = (nowUs: number) => {
    if (leaving === undefined || leaving.atUs === nowUs) return;
    const { host, atUs, saidGoodbye } = leaving;
    leaving = undefined;
    if (!saidGoodbye) report("goodbye", atUs, `${host} leaves without an advert of priority 0`);
    if ((held.get(host)?.size ?? 0) > 0)
      report("goodbye", atUs, `${host} leaves ${[...(held.get(host) ?? [])]}`);
  };
  return {
    observe(seen) {
      checkUntil(seen.atUs);
      switch (seen.kind) {
        case "added":
          held.get(seen.host)?.add(seen.address);
          return;
        case "removed":
          held.get(seen.host)?.delete(seen.address);
          return;
        case "advert":
          if (leaving?.host === seen.host && seen.priority === 0) leaving.saidGoodbye = true;
          return;
        case "fault": {
          const { host, atUs, fault } = seen;
          const wasAble = abilities.get(host)?.able === true;
          const isLeaving = fault.kind === "stop" || (fault.kind === "source-address" && !fault.present);
          if (wasAble && isLeaving && (held.get(host)?.size ?? 0) > 0) {
            leaving = { host, atUs, saidGoodbye: false };
          }
          abilities.get(host)?.apply(fault);
          return;
        }
        default:
          return;
      }
    },
  };
};
