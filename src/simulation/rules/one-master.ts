/** After settling, each connected part has exactly one master, and it alone has the virtual addresses. */
import { settleUs } from "../scenario.ts";
import { knownRouters, type RuleMaker } from "./rule.ts";

export const oneMaster: RuleMaker = (scenario, report) => {
  const routers = knownRouters(scenario);
  const lastAdvertUs = new Map<string, number>();
  const held = new Map(scenario.routers.map(({ name }) => [name, new Set<string>()]));
  let calm: { readonly sinceUs: number; readonly parts: readonly (readonly string[])[] } | undefined;

  const judgePart = (part: readonly string[], settledAtUs: number, nowUs: number) => {
    const masters = part.filter((name) => (lastAdvertUs.get(name) ?? 0) >= settledAtUs);
    const [master] = masters;
    if (master === undefined || masters.length > 1) {
      report("one master", nowUs, `the part ${part} has ${masters.length} masters: ${masters}`);
      return;
    }
    for (const name of part) {
      const count = held.get(name)?.size ?? 0;
      const expected = name === master ? scenario.virtualAddresses.length : 0;
      if (count !== expected) {
        report(
          "one master",
          nowUs,
          `${name} has ${count} addresses, expected ${expected}; master is ${master}`,
        );
      }
    }
    const lost = part.find((name) => {
      const [other, winner] = [routers.get(name), routers.get(master)];
      return other?.preempt === true && other.priority > (winner?.priority ?? 0);
    });
    if (lost !== undefined)
      report("one master", nowUs, `${master} is master, ${lost} has the higher priority`);
  };

  return {
    observe(seen) {
      switch (seen.kind) {
        case "advert":
          if (seen.priority > 0) lastAdvertUs.set(seen.host, seen.atUs);
          return;
        case "added":
          held.get(seen.host)?.add(seen.address);
          return;
        case "removed":
          held.get(seen.host)?.delete(seen.address);
          return;
        case "calm":
          if (seen.parts !== undefined) {
            calm = { sinceUs: seen.atUs, parts: seen.parts };
          } else if (calm !== undefined) {
            for (const part of calm.parts) judgePart(part, calm.sinceUs + settleUs(scenario), seen.atUs);
            calm = undefined;
          }
          return;
        default:
          return;
      }
    },
  };
};
