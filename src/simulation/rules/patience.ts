/** Nobody takes over early: after an advert of a better router, none of one's own before the master-down time is over. */
import { isBetter, knownRouters, type RuleMaker } from "./rule.ts";

export const patience: RuleMaker = (scenario, report) => {
  const routers = knownRouters(scenario);
  const notBeforeUs = new Map<string, number>();
  return {
    observe(seen) {
      if (!("host" in seen)) return;
      const router = routers.get(seen.host);
      if (router === undefined) return;
      const waitWhole = () => notBeforeUs.set(seen.host, seen.atUs + router.masterDownUs);
      switch (seen.kind) {
        case "heard": {
          const sender = routers.get(seen.from);
          if (seen.priority === 0) {
            const untilUs = notBeforeUs.get(seen.host) ?? 0;
            notBeforeUs.set(seen.host, Math.min(untilUs, seen.atUs + router.skewUs));
          } else if (sender !== undefined && isBetter(sender, router)) {
            waitWhole();
          }
          return;
        }
        case "advert": {
          const earlyUs = (notBeforeUs.get(seen.host) ?? 0) - seen.atUs;
          if (seen.priority > 0 && earlyUs > 0) {
            report("patience", seen.atUs, `${seen.host} sends an advert ${earlyUs} us before it may`);
          }
          return;
        }
        case "fault":
          if (router.isOwner) return;
          if (seen.fault.kind === "start") waitWhole();
          else if (seen.fault.kind === "cable" && seen.fault.plugged) waitWhole();
          else if (seen.fault.kind === "source-address" && seen.fault.present) waitWhole();
          return;
        default:
          return;
      }
    },
  };
};
