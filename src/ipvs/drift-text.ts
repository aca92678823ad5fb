/** Drift in an operator's words. */
import { serviceName } from "../config/service-name.ts";
import { assertNever } from "../values/assert-never.ts";
import { destinationId } from "./destination-id.ts";
import { type Drift, driftServer, driftService } from "./drift.ts";
import {
  destinationDifferences,
  type FieldDifference,
  forwardingText,
  serviceDifferences,
} from "./fields.ts";
import type { IpvsDestination } from "./table.ts";

/** The fields in which the kernel's entry differs; none where one of the two sides has no entry. */
export function driftFields(drift: Drift): readonly FieldDifference[] {
  switch (drift.kind) {
    case "service-changed":
      return serviceDifferences(drift.found, drift.wanted);
    case "server-changed":
      return destinationDifferences(drift.found, drift.wanted);
    case "service-missing":
    case "service-left":
    case "server-missing":
    case "server-surplus":
      return [];
    default:
      return assertNever(drift);
  }
}

/** As `server 10.0.0.5:80 of VS [10.0.0.1]:tcp:80 has weight 5, wanted 1`. */
export function driftText(drift: Drift): string {
  const service = `VS ${serviceName(driftService(drift))}`;
  const server = driftServer(drift);
  const entry = server === undefined ? service : `server ${destinationId(server)} of ${service}`;
  switch (drift.kind) {
    case "service-missing": {
      const count = drift.wanted.destinations.length;
      return `${entry} is missing${count === 0 ? "" : `, with ${count} server${count === 1 ? "" : "s"}`}`;
    }
    case "server-missing":
      return `${entry} is missing (${destinationText(drift.wanted)})`;
    case "service-left":
      return `${entry} is there and no longer configured`;
    case "server-surplus":
      return `${entry} is there and should not be (${destinationText(drift.found)})`;
    case "service-changed":
    case "server-changed":
      return `${entry} has ${driftFields(drift).map(fieldText).join("; ")}`;
    default:
      return assertNever(drift);
  }
}

export interface DriftRecord {
  readonly kind: Drift["kind"];
  readonly service: string;
  readonly server?: string;
  readonly fields: readonly FieldDifference[];
  readonly text: string;
}

/** The same for programs that read. */
export function driftRecord(drift: Drift): DriftRecord {
  const server = driftServer(drift);
  return {
    kind: drift.kind,
    service: serviceName(driftService(drift)),
    ...(server === undefined ? {} : { server: destinationId(server) }),
    fields: driftFields(drift),
    text: driftText(drift),
  };
}

/** What a repair has done. */
export function repairText(drift: Drift): string {
  switch (drift.kind) {
    case "service-missing":
    case "server-missing":
      return "put back";
    case "service-left":
    case "server-surplus":
      return "removed";
    case "service-changed":
    case "server-changed":
      return "set right";
    default:
      return assertNever(drift);
  }
}

function fieldText({ field, kernel, wanted }: FieldDifference): string {
  return `${field} ${kernel}, wanted ${wanted}`;
}

function destinationText({ forwarding, weight }: IpvsDestination): string {
  return `${forwardingText(forwarding)}, weight ${weight}`;
}
