/** Warnings about directors whose tables send one client to different servers. */
import { destinationId } from "../destination-id.ts";
import { type HashingScheduler, isHashing } from "../schedulers/hash-tables.ts";
import type { ScheduledServer } from "../schedulers/scheduler.ts";
import { modelOf, type PredictableService } from "./course.ts";
import type { HistoryEvent } from "./history.ts";
import { type MapDifference, mapDifference } from "./map-difference.ts";

type Servers = readonly ScheduledServer[];

function portion({ places, of }: MapDifference): string {
  return `${((places / of) * 100).toFixed(1)} % of its table's places (${places} of ${of})`;
}

/** What the tables differ in, and how those of mh would; undefined when they are one. */
function differenceText(scheduler: HashingScheduler, one: Servers, other: Servers): string | undefined {
  const own = mapDifference(scheduler, one, other);
  if (own.places === 0) return undefined;
  const moved = `${portion(own)} have another server there, and clients who hash to them reach another server when the other director takes over`;
  if (scheduler === "mh") return moved;
  const maglev = mapDifference("mh", one, other);
  const left = maglev.places === 0 ? "no place would differ" : `${portion(maglev)} would`;
  return `${moved}; the cure is the scheduler mh: ${left}`;
}

/** Beside a director that has no such history; undefined: the scheduler has no table, or the same one. */
export function historyWarning(
  service: PredictableService,
  history: readonly HistoryEvent[],
): string | undefined {
  const { scheduler } = service;
  if (!isHashing(scheduler)) return undefined;
  const text = differenceText(scheduler, modelOf(service, []).servers, modelOf(service, history).servers);
  const events = history.map(({ server, kind }) => `${server} ${kind}`).join(", ");
  return text && `${scheduler} on a director with this history (${events}), beside one without: ${text}`;
}

/** For sh and dh: what it would do if one server went and came back on one of two directors; the worst case of all servers. */
export function returnWarning(service: PredictableService): string | undefined {
  const { scheduler, destinations } = service;
  if (!isHashing(scheduler) || scheduler === "mh") return undefined;
  const fresh = modelOf(service, []).servers;
  const cases = destinations.map((destination) => {
    const server = destinationId(destination);
    const { servers } = modelOf(service, [
      { kind: "gone", server },
      { kind: "back", server },
    ]);
    return { server, servers, places: mapDifference(scheduler, fresh, servers).places };
  });
  const worst = cases.toSorted((a, b) => b.places - a.places)[0];
  const text = worst && differenceText(scheduler, fresh, worst.servers);
  return text && `${scheduler}, when ${worst.server} goes and comes back on one director only: ${text}`;
}

/** The same service on two directors, each as its own configuration has it. */
export function pairWarning(
  one: PredictableService,
  other: PredictableService,
  names: readonly [string, string],
): string | undefined {
  const { scheduler } = one;
  const [first, second] = names;
  if (scheduler !== other.scheduler)
    return `${first} has scheduler ${scheduler}, ${second} has ${other.scheduler}`;
  if (!isHashing(scheduler)) return undefined;
  const text = differenceText(scheduler, modelOf(one, []).servers, modelOf(other, []).servers);
  return text && `${scheduler} in ${second}, beside ${first}: ${text}`;
}
