/** Which drift is repaired and which is only told: small filters, each with its reason, and the choice that an operator makes of them. */
import { serviceName } from "../config/service-name.ts";
import { destinationId } from "./destination-id.ts";
import { type Drift, driftService } from "./drift.ts";
import type { IpvsTable } from "./table.ts";

/**
 * `repair`: everything; `restore`: what is missing is put back, what somebody set otherwise (a weight of 0 to drain a server)
 * is only told; `report`: a dry run.
 */
export const repairScopes = ["repair", "restore", "report"] as const;
export type RepairScope = (typeof repairScopes)[number];

/** Added to a scope. Foreign services always stay; that is no choice. */
export const repairLimits = ["keep-servers", "never-empty"] as const;
export type RepairLimit = (typeof repairLimits)[number];

export interface ReconcilePolicy {
  readonly scope: RepairScope;
  readonly limits: readonly RepairLimit[];
}

/** Why this entry is left as it is; undefined where the filter has nothing against its repair. */
export type PolicyFilter = (drift: Drift) => string | undefined;

export interface HeldDrift {
  readonly drift: Drift;
  readonly reason: string;
}

export interface Choice {
  /** In the order in which they were found. */
  readonly repair: readonly Drift[];
  readonly held: readonly HeldDrift[];
}

/** The first filter that objects gives the reason. */
export function choose(drifts: readonly Drift[], filters: readonly PolicyFilter[]): Choice {
  const repair: Drift[] = [];
  const held: HeldDrift[] = [];
  for (const drift of drifts) {
    let reason: string | undefined;
    for (const filter of filters) {
      reason = filter(drift);
      if (reason !== undefined) break;
    }
    if (reason === undefined) repair.push(drift);
    else held.push({ drift, reason });
  }
  return { repair, held };
}

/** Nothing is changed. */
export const reportOnly: PolicyFilter = () => "the policy is to report";

/** What is missing serves nobody; what is set otherwise may be somebody's purpose. */
export const restoreMissing: PolicyFilter = ({ kind }) =>
  kind === "service-missing" || kind === "server-missing"
    ? undefined
    : "the policy is to put back what is missing and to change nothing else";

export function scopeFilters(scope: RepairScope): readonly PolicyFilter[] {
  if (scope === "repair") return [];
  return [scope === "restore" ? restoreMissing : reportOnly];
}

/**
 * Servers in a service of ours that no configuration of ours has named stay.
 * @param isConfigured whether a service, by name, has a server of that id in the configuration, alive or dead
 */
export function keepForeignServers(isConfigured: (service: string, id: string) => boolean): PolicyFilter {
  return (drift) =>
    drift.kind === "server-surplus" && !isConfigured(serviceName(drift.key), destinationId(drift.found))
      ? "the policy is to keep servers that the configuration does not name (keep-servers)"
      : undefined;
}

/** A service that has servers and is to have none at all keeps those it has: one comparison never empties it. */
export function neverEmpty(drifts: readonly Drift[], current: IpvsTable): PolicyFilter {
  const emptied = servicesToEmpty(drifts, current);
  return (drift) =>
    drift.kind === "server-surplus" && emptied.has(serviceName(driftService(drift)))
      ? "the policy is to leave no service without servers (never-empty)"
      : undefined;
}

/** Names of services all of whose servers would go while none comes. */
function servicesToEmpty(drifts: readonly Drift[], current: IpvsTable): ReadonlySet<string> {
  const replaced = servicesToReplace(drifts, current);
  for (const drift of drifts) {
    if (drift.kind === "server-missing") replaced.delete(serviceName(drift.key));
  }
  return replaced;
}

/** Names of services all of whose servers would go, whoever comes in their place. */
export function servicesToReplace(drifts: readonly Drift[], current: IpvsTable): Set<string> {
  const going = new Map<string, number>();
  for (const drift of drifts) {
    if (drift.kind !== "server-surplus") continue;
    const name = serviceName(drift.key);
    going.set(name, (going.get(name) ?? 0) + 1);
  }
  const names = new Set<string>();
  if (going.size === 0) return names;
  for (const { key, destinations } of current.services) {
    const name = serviceName(key);
    if (destinations.length > 0 && going.get(name) === destinations.length) names.add(name);
  }
  return names;
}
