/** What has happened to a service's servers since they were added: "172.16.1.5:80 gone and back". */
import { destinationId } from "../destination-id.ts";
import type { IpvsService } from "../table.ts";
import type { ServiceModel } from "./service-model.ts";

export interface HistoryEvent {
  readonly kind: "gone" | "back";
  /** Its id, `172.16.1.5:80`. */
  readonly server: string;
}

/**
 * Events in their order, separated by commas.
 * @returns a reason when the text is none, or does not fit the service
 */
export function parseHistory(text: string, { destinations }: IpvsService): readonly HistoryEvent[] | string {
  const events: HistoryEvent[] = [];
  const present = new Set(destinations.map(destinationId));
  const known = new Set(present);
  for (const part of text.split(",").map((one) => one.trim())) {
    const match = /^(\S+)\s+(gone|back|gone\s+and\s+back)$/.exec(part);
    const [, server = "", what = ""] = match ?? [];
    if (match === null) return `'${part}' is not SERVER gone, SERVER back or SERVER gone and back`;
    if (!known.has(server)) return `${server} is none of the servers ${[...known].join(", ")}`;
    for (const kind of ["gone", "back"] as const) {
      if (!what.includes(kind)) continue;
      if (kind === "gone" ? !present.delete(server) : present.has(server)) {
        return `${server} cannot be ${kind}: it ${kind === "gone" ? "has gone before" : "was not gone"}`;
      }
      if (kind === "back") present.add(server);
      events.push({ kind, server });
    }
  }
  return events;
}

/** A server that comes back is added anew: it goes to the head of the list. */
export function relive(
  model: ServiceModel,
  { destinations }: IpvsService,
  history: readonly HistoryEvent[],
): void {
  for (const { kind, server } of history) {
    const destination = destinations.find((one) => destinationId(one) === server);
    if (kind === "gone") model.remove(server);
    else if (destination !== undefined) model.add(destination);
  }
}
