/** wrr: rounds down the list with a falling bar; who weighs less than the bar is passed over. */
import { greatestCommonDivisor } from "./greatest-common-divisor.ts";
import { type CreateScheduler, chosen, type ScheduledServer } from "./scheduler.ts";

interface Round {
  /** By how much the bar falls: the weights' greatest common divisor, without the zeros. */
  step: number;
  /** Where the bar starts: the highest weight less the step, plus 1. */
  top: number;
  /** The kernel's "current weight". */
  bar: number;
  /** The server that got the last connection; undefined: the place before the head. */
  last: ScheduledServer | undefined;
}

function limits(servers: readonly ScheduledServer[]): Pick<Round, "step" | "top"> {
  const weights = servers.map(({ weight }) => weight).filter((weight) => weight > 0);
  const step = weights.reduce(greatestCommonDivisor, 0) || 1;
  return { step, top: Math.max(0, ...weights) - (step - 1) };
}

/** Goes on behind the last server, lowering the bar at each end of the list, until everybody was asked for a weight of 1. */
function advance(round: Round, servers: readonly ScheduledServer[]): ScheduledServer | undefined {
  const start = round.last === undefined ? -1 : servers.indexOf(round.last);
  let from = start + 1;
  let end: number | undefined;
  let isLowest = false;
  let hasRestarted = false;
  for (;;) {
    const found = servers
      .slice(from, end)
      .find(({ overloaded, weight }) => !overloaded && weight >= round.bar);
    if (found !== undefined || end !== undefined) return found;
    from = 0;
    round.bar -= round.step;
    if (round.bar <= 0) {
      round.bar = round.top;
      if (isLowest || start === -1) {
        round.last = undefined;
        return undefined;
      }
      hasRestarted = true;
    }
    isLowest = round.bar <= round.step;
    if (isLowest && hasRestarted && start !== -1) end = start + 1;
  }
}

/** The bar survives changes of the list, so servers added in rising order of weight begin in the middle of a round. */
export const createWrr: CreateScheduler = (servers) => {
  const { step, top } = limits(servers);
  const round: Round = { step, top, bar: top, last: undefined };
  return {
    schedule: (_connection, current) => {
      const server = round.top === 0 ? undefined : advance(round, current);
      if (server === undefined) return chosen(undefined, "no server takes connections");
      round.last = server;
      return chosen(server, `weight ${server.weight} reaches the current weight ${round.bar}`);
    },
    changed: (current) => {
      Object.assign(round, limits(current), { last: undefined });
      if (round.bar > round.top || round.bar === 0) round.bar = round.top;
      else if (round.step > 1) round.bar = Math.floor(round.bar / round.step) * round.step + 1;
    },
  };
};
