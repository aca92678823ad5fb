/** The fewest commands that lead from the kernel's table to the desired one. */
import type { VirtualServerKey } from "../config/model.ts";
import { serviceName } from "../config/service-name.ts";
import { destinationId } from "./destination-id.ts";
import { forwardingsEqual } from "./forwarding.ts";
import type { IpvsCommand, IpvsDestination, IpvsService, IpvsServiceSettings, IpvsTable } from "./table.ts";

/**
 * Services that `desired` names are ours, whoever made them; of `ours` (what we made before) those no longer desired are
 * deleted, their servers going with them; every other service is left alone. Servers that stay are never moved: to delete
 * and add one would cost its connections.
 */
export function diffTables(
  desired: IpvsTable,
  current: IpvsTable,
  ours: readonly VirtualServerKey[],
): readonly IpvsCommand[] {
  const present = new Map(current.services.map((service) => [serviceName(service.key), service]));
  const wanted = new Set(desired.services.map((service) => serviceName(service.key)));
  const gone = new Map(ours.map((key) => [serviceName(key), key]));
  const commands: IpvsCommand[] = [];
  for (const [name, key] of gone) {
    if (present.has(name) && !wanted.has(name)) commands.push({ kind: "delete-service", key });
  }
  for (const service of desired.services) {
    commands.push(...diffService(service, present.get(serviceName(service.key))));
  }
  return commands;
}

function diffService(desired: IpvsService, current: IpvsService | undefined): IpvsCommand[] {
  if (current === undefined) {
    return [{ kind: "add-service", service: settings(desired) }, ...diffDestinations(desired, [])];
  }
  const changes = diffDestinations(desired, current.destinations);
  if (settingsEqual(desired, current)) return changes;
  return [{ kind: "edit-service", service: settings(desired) }, ...changes];
}

function settings({ destinations: _, ...rest }: IpvsService): IpvsServiceSettings {
  return rest;
}

function settingsEqual(a: IpvsServiceSettings, b: IpvsServiceSettings): boolean {
  return (
    a.scheduler === b.scheduler &&
    a.persistenceTimeoutS === b.persistenceTimeoutS &&
    a.persistencePrefixLength === b.persistencePrefixLength &&
    a.persistenceMask?.join() === b.persistenceMask?.join() &&
    (a.flags ?? 0) === (b.flags ?? 0) &&
    a.persistenceEngine === b.persistenceEngine
  );
}

/** Additions come before deletions, so that a service whose servers all change is never without one. */
function diffDestinations(
  { key, destinations }: IpvsService,
  current: readonly IpvsDestination[],
): IpvsCommand[] {
  const present = new Map(current.map((destination) => [destinationId(destination), destination]));
  const commands: IpvsCommand[] = [];
  // The desired list has the last added first, so its end is where adding begins.
  for (const destination of destinations.toReversed()) {
    const id = destinationId(destination);
    const found = present.get(id);
    present.delete(id);
    if (found === undefined) commands.push({ kind: "add-destination", key, destination });
    else if (!destinationsEqual(destination, found))
      commands.push({ kind: "edit-destination", key, destination });
  }
  for (const { address, port } of present.values()) {
    commands.push({ kind: "delete-destination", key, destination: { address, port } });
  }
  return commands;
}

function destinationsEqual(a: IpvsDestination, b: IpvsDestination): boolean {
  return (
    a.weight === b.weight &&
    (a.upperThreshold ?? 0) === (b.upperThreshold ?? 0) &&
    (a.lowerThreshold ?? 0) === (b.lowerThreshold ?? 0) &&
    forwardingsEqual(a.forwarding, b.forwarding)
  );
}
