/** Where a command does what its reader may not expect, one sentence each. */

import { destinationId } from "../destination-id.ts";
import type { ListedService } from "../listing.ts";
import type {
  IpvsCommand,
  IpvsDestination,
  IpvsService,
  IpvsServiceSettings,
  KernelForwarding,
} from "../table.ts";
import type { ChangeRequest } from "./request.ts";

/** `before` is the service as it was. */
export function changeHints(
  { command, unusedPort }: ChangeRequest,
  before: IpvsService | undefined,
): readonly string[] {
  return [...portHint(command, unusedPort), ...editHints(command, before)];
}

function portHint(command: IpvsCommand, unusedPort: number | undefined): string[] {
  if (unusedPort === undefined || !("destination" in command)) return [];
  return [
    `port ${unusedPort} is not used: without NAT (-m) a real server has its service's port, ${command.destination.port}`,
  ];
}

function editHints(command: IpvsCommand, before: IpvsService | undefined): string[] {
  if (before === undefined) return [];
  if (command.kind === "edit-service") return serviceHints(command.service, before);
  if (command.kind !== "edit-destination") return [];
  const id = destinationId(command.destination);
  const server = before.destinations.find((one) => destinationId(one) === id);
  return server === undefined ? [] : serverHints(command.destination, server);
}

/** Of what -E was not told, it sets the default. */
function serviceHints(after: IpvsServiceSettings, before: IpvsService): string[] {
  const found: string[] = [];
  if (after.scheduler !== before.scheduler && after.scheduler === "wlc") {
    found.push(
      `the scheduler was ${before.scheduler} and is now wlc: -E without -s sets wlc; to keep it add -s ${before.scheduler}`,
    );
  }
  if (after.persistenceTimeoutS === 0 && before.persistenceTimeoutS > 0) {
    found.push(
      `persistence of ${before.persistenceTimeoutS} s has ended: -E without -p ends it; to keep it add -p ${before.persistenceTimeoutS}`,
    );
  }
  return found;
}

function serverHints(after: IpvsDestination, before: IpvsDestination): string[] {
  const found: string[] = [];
  if (after.weight !== before.weight && after.weight === 1) {
    found.push(
      `the weight was ${before.weight} and is now 1: -e without -w sets 1; to keep it add -w ${before.weight}`,
    );
  }
  const option = methodOption(before.forwarding);
  if (after.forwarding.method === "DR" && option !== undefined) {
    found.push(
      `forwarding is now Route: -e without -m or -i sets -g, and before it was ${option}; to keep it add ${option}`,
    );
  }
  return found;
}

function methodOption({ method }: KernelForwarding): string | undefined {
  if (method === "NAT") return "-m";
  return method === "TUN" ? "-i" : undefined;
}

export function saveHints(services: readonly ListedService[]): readonly string[] {
  const limited = services.flatMap(({ servers }) =>
    servers.filter(({ upperThreshold, lowerThreshold }) => upperThreshold > 0 || lowerThreshold > 0),
  ).length;
  if (limited === 0) return [];
  return [`${limited} real servers have thresholds, which -S does not save: -L --thresholds shows them`];
}
