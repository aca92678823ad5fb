/** Where the kernel's table is not as it is wanted, entry by entry, and the commands that put each entry right. */
import type { VirtualServerKey } from "../config/model.ts";
import { serviceName } from "../config/service-name.ts";
import { assertNever } from "../values/assert-never.ts";
import { destinationId, destinationKey } from "./destination-id.ts";
import { destinationsEqual, settingsEqual } from "./fields.ts";
import type { IpvsCommand, IpvsDestination, IpvsService, IpvsServiceSettings, IpvsTable } from "./table.ts";

export type Drift =
  /** Its servers are missing with it. */
  | { readonly kind: "service-missing"; readonly wanted: IpvsService }
  | {
      readonly kind: "service-changed";
      readonly wanted: IpvsServiceSettings;
      readonly found: IpvsServiceSettings;
    }
  /** One that we made and that is not wanted any more. */
  | { readonly kind: "service-left"; readonly key: VirtualServerKey }
  | { readonly kind: "server-missing"; readonly key: VirtualServerKey; readonly wanted: IpvsDestination }
  | {
      readonly kind: "server-changed";
      readonly key: VirtualServerKey;
      readonly wanted: IpvsDestination;
      readonly found: IpvsDestination;
    }
  | { readonly kind: "server-surplus"; readonly key: VirtualServerKey; readonly found: IpvsDestination };

/**
 * Services that `desired` names are ours, whoever made them; of `ours` (what we made before) those no longer desired are
 * left over; every other service is nobody's business. The order of servers is no difference: to delete and add one would
 * cost its connections. In each service what is to be added comes before what is to be deleted.
 */
export function findDrift(
  desired: IpvsTable,
  current: IpvsTable,
  ours: readonly VirtualServerKey[],
): readonly Drift[] {
  const present = new Map(current.services.map((service) => [serviceName(service.key), service]));
  const wanted = new Set(desired.services.map((service) => serviceName(service.key)));
  const gone = new Map(ours.map((key) => [serviceName(key), key]));
  const drifts: Drift[] = [];
  for (const [name, key] of gone) {
    if (present.has(name) && !wanted.has(name)) drifts.push({ kind: "service-left", key });
  }
  for (const service of desired.services) {
    findServiceDrift(service, present.get(serviceName(service.key)), drifts);
  }
  return drifts;
}

function findServiceDrift(wanted: IpvsService, found: IpvsService | undefined, drifts: Drift[]): void {
  if (found === undefined) {
    drifts.push({ kind: "service-missing", wanted });
    return;
  }
  if (found === wanted) return;
  if (!settingsEqual(wanted, found)) {
    drifts.push({ kind: "service-changed", wanted: settings(wanted), found: settings(found) });
  }
  const { key } = wanted;
  const present = new Map(found.destinations.map((one) => [destinationKey(one), one]));
  // The desired list has the last added first, so its end is where adding begins.
  for (const destination of wanted.destinations.toReversed()) {
    const id = destinationKey(destination);
    const match = present.get(id);
    present.delete(id);
    if (match === undefined) drifts.push({ kind: "server-missing", key, wanted: destination });
    else if (!destinationsEqual(destination, match))
      drifts.push({ kind: "server-changed", key, wanted: destination, found: match });
  }
  for (const surplus of present.values()) drifts.push({ kind: "server-surplus", key, found: surplus });
}

function settings({ destinations: _, ...rest }: IpvsService): IpvsServiceSettings {
  return rest;
}

/** What puts it right: one command, or for a missing service one more for each of its servers. */
export function repairOf(drift: Drift): readonly IpvsCommand[] {
  switch (drift.kind) {
    case "service-missing": {
      const { key, destinations } = drift.wanted;
      const servers = destinations.toReversed();
      return [
        { kind: "add-service", service: settings(drift.wanted) },
        ...servers.map((destination): IpvsCommand => ({ kind: "add-destination", key, destination })),
      ];
    }
    case "service-changed":
      return [{ kind: "edit-service", service: drift.wanted }];
    case "service-left":
      return [{ kind: "delete-service", key: drift.key }];
    case "server-missing":
      return [{ kind: "add-destination", key: drift.key, destination: drift.wanted }];
    case "server-changed":
      return [{ kind: "edit-destination", key: drift.key, destination: drift.wanted }];
    case "server-surplus": {
      const { address, port } = drift.found;
      return [{ kind: "delete-destination", key: drift.key, destination: { address, port } }];
    }
    default:
      return assertNever(drift);
  }
}

export function driftService(drift: Drift): VirtualServerKey {
  return "key" in drift ? drift.key : drift.wanted.key;
}

/** The server that it is about; undefined where it is about the service itself. */
export function driftServer(drift: Drift): IpvsDestination | undefined {
  switch (drift.kind) {
    case "service-missing":
    case "service-changed":
    case "service-left":
      return undefined;
    case "server-missing":
    case "server-changed":
      return drift.wanted;
    case "server-surplus":
      return drift.found;
    default:
      return assertNever(drift);
  }
}

/** Equal text means the same entry of the kernel's table: `[10.0.0.1]:tcp:80`, `[10.0.0.1]:tcp:80 10.0.0.5:80`. */
export function entryId(drift: Drift): string {
  const server = driftServer(drift);
  const service = serviceName(driftService(drift));
  return server === undefined ? service : `${service} ${destinationId(server)}`;
}
