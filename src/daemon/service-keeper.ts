/** Keeps the kernel's IPVS table as configuration and verdicts want it. */
import type { RealServerConfig, ServiceConfig, VirtualServerKey } from "../config/model.ts";
import { serviceName } from "../config/service-name.ts";
import { serverId } from "../health/pool.ts";
import { commandText } from "../ipvs/command-text.ts";
import { desiredServices, desiredTable, tableOf } from "../ipvs/desired.ts";
import { destinationId } from "../ipvs/destination-id.ts";
import { type Drift, findDrift, repairOf } from "../ipvs/drift.ts";
import type { IpvsJournal } from "../ipvs/journal.ts";
import { OwnChanges } from "../ipvs/own-changes.ts";
import {
  choose,
  keepForeignServers,
  neverEmpty,
  type PolicyFilter,
  type ReconcilePolicy,
  type RepairScope,
  scopeFilters,
} from "../ipvs/policy.ts";
import { type Chooser, carryOut, reconcileServices, reconcileTable } from "../ipvs/reconcile.ts";
import { quietUs, RepairWatch } from "../ipvs/repair-watch.ts";
import { serviceKeys } from "../ipvs/service-keys.ts";
import type { IpvsService, IpvsTable } from "../ipvs/table.ts";
import type { Clock } from "../ports/clock.ts";
import type { IpvsTables, IpvsWriter } from "../ports/ipvs.ts";
import { DriftLog } from "./drift-log.ts";
import type { Log } from "./log.ts";
import { ServiceJournal } from "./service-journal.ts";

/** Whether a server is to be in the table. */
export type IsUp = (service: ServiceConfig, server: RealServerConfig) => boolean;

export interface KeeperPorts {
  readonly ipvs: IpvsTables;
  readonly clock: Clock;
  readonly log: Log;
  findWriters(): readonly IpvsWriter[];
}

export interface KeeperOptions {
  readonly journalPath: string;
  readonly policy: ReconcilePolicy;
  /** How far apart comparisons by the clock are; 0 where they follow no fixed interval. */
  readonly intervalUs: number;
}

export class ServiceKeeper {
  readonly #ports: KeeperPorts;
  readonly #policy: ReconcilePolicy;
  readonly #journal: ServiceJournal;
  readonly #drifts: DriftLog;
  readonly #watch: RepairWatch;
  /** What the table was last brought to, by service name; undefined before the first configuration. */
  #desired: Map<string, IpvsService> | undefined;
  /** What each service of the configuration asks for as its servers are now. */
  #wanted = new Map<ServiceConfig, readonly IpvsService[]>();
  /** Ids of the configured servers, dead ones too, by service name; filled only where the policy asks for them. */
  #configured: ReadonlyMap<string, ReadonlySet<string>> = new Map();

  constructor(ports: KeeperPorts, { journalPath, policy, intervalUs }: KeeperOptions) {
    this.#ports = ports;
    this.#policy = policy;
    this.#journal = new ServiceJournal(journalPath, ports.log);
    this.#drifts = new DriftLog(ports.log, () => ports.findWriters());
    this.#watch = new RepairWatch(intervalUs);
  }

  /** Servers that this or an earlier process found dead: they stay out until they answer. */
  deadBefore(): ReadonlySet<string> {
    return new Set(this.#journal.value.deadServers);
  }

  /**
   * Brings the whole table to the configuration; services of ours that it no longer names are deleted. What a reload has
   * changed goes to the kernel at once, without a look; the look that follows repairs what others have done.
   */
  configure(services: readonly ServiceConfig[], isUp: IsUp): void {
    const ours = this.#journal.value.services;
    const next: IpvsJournal = {
      services: services.flatMap(serviceKeys),
      deadServers: deadServers(services, isUp),
    };
    // Both lists until the change is made: whichever moment this process dies in, nothing of ours is forgotten.
    const known = new Set(ours.map(serviceName));
    if (next.services.some((key) => !known.has(serviceName(key)))) {
      this.#journal.write({ ...next, services: [...ours, ...next.services] });
    }
    if (this.#policy.limits.includes("keep-servers")) this.#configured = configuredServers(services);
    const wanted = services.map((service) => this.#wanted.get(service) ?? desiredServices(service, isUp));
    this.#wanted = new Map(services.map((service, index) => [service, wanted[index] ?? []]));
    const desired = tableOf(wanted.flat());
    const before = this.#desired;
    this.#desired = new Map(desired.services.map((service) => [serviceName(service.key), service]));
    this.#watch.clear();
    if (before === undefined) {
      this.#takeOver(desired, ours);
    } else {
      const former = { services: [...before.values()] };
      this.#carryOut(findDrift(desired, former, ours), former, "repair");
      this.#compare(desired, ours, "repair");
    }
    this.#journal.write(next);
  }

  /** A verdict changed: what it changes goes to the kernel without a look at the rest. */
  update(services: readonly ServiceConfig[], service: ServiceConfig, isUp: IsUp): void {
    this.#journal.write({ ...this.#journal.value, deadServers: deadServers(services, isUp) });
    const wanted = desiredServices(service, isUp);
    this.#wanted.set(service, wanted);
    const desired = tableOf(wanted);
    const known = this.#desired ?? new Map<string, IpvsService>();
    const names = desired.services.map(({ key }) => serviceName(key));
    const former = { services: names.map((name) => known.get(name)).filter((one) => one !== undefined) };
    for (const one of desired.services) known.set(serviceName(one.key), one);
    this.#carryOut(findDrift(desired, former, []), former, this.#policy.scope);
  }

  /** A comparison with the kernel's table; by the clock it repairs what the policy says, on demand everything. */
  reconcile(trigger: "scheduled" | "asked"): void {
    if (this.#desired === undefined) return;
    const desired: IpvsTable = { services: [...this.#desired.values()] };
    const scope = trigger === "asked" ? "repair" : this.#policy.scope;
    const told = this.#compare(desired, this.#journal.value.services, scope);
    if (trigger === "asked" && !told) {
      this.#ports.log.info(`IPVS: the table is as wanted: ${desired.services.length} services compared`);
    }
  }

  /** Orderly end: what is ours goes, one command a service. */
  stop(): void {
    const left = this.#journal.value.services.map((key): Drift => ({ kind: "service-left", key }));
    const { refusals, failure } = carryOut(this.#ports.ipvs, left, { services: [] });
    for (const text of [...refusals, ...(failure === undefined ? [] : [failure])]) {
      this.#ports.log.error(`IPVS: ${text}`);
    }
    this.#journal.remove();
  }

  /** The first look of this process: services of ours that are there stay, with their connections, and are brought to the configuration. */
  #takeOver(desired: IpvsTable, ours: readonly VirtualServerKey[]): void {
    let found = 0;
    const result = reconcileTable(this.#ports.ipvs, { desired, ours }, (drifts, current) => {
      found = Math.max(found, current.services.length);
      return choose(drifts, this.#limits(drifts, current));
    });
    this.#logDone(result.repaired);
    this.#drifts.takeOver(found, result);
  }

  /** Sends what we ourselves have changed; a service that is not as it was is looked at anew. */
  #carryOut(work: readonly Drift[], former: IpvsTable, scope: RepairScope): void {
    const { done, refusals, again } = carryOut(this.#ports.ipvs, work, former);
    this.#logDone(done);
    for (const refusal of refusals) this.#ports.log.error(`IPVS: ${refusal}`);
    if (again.size === 0) return;
    const services = [...again.keys()].map((name) => this.#desired?.get(name));
    const desired: IpvsTable = { services: services.filter((service) => service !== undefined) };
    const own = new OwnChanges(work);
    const goal = { desired, ours: this.#journal.value.services };
    const result = reconcileServices(this.#ports.ipvs, goal, again, this.#chooser(scope, own));
    this.#logDone(result.repaired.filter((drift) => own.include(drift)));
    const repaired = result.repaired.filter((drift) => !own.include(drift));
    this.#drifts.services({ ...result, repaired });
    this.#watchRepairs(repaired);
  }

  /** Returns whether anything was not as wanted. */
  #compare(desired: IpvsTable, ours: readonly VirtualServerKey[], scope: RepairScope): boolean {
    const chooser = this.#chooser(scope, new OwnChanges());
    const result = reconcileTable(this.#ports.ipvs, { desired, ours }, chooser);
    const told = this.#drifts.table(result);
    this.#watchRepairs(result.repaired);
    return told;
  }

  #chooser(scope: RepairScope, own: OwnChanges): Chooser {
    return (drifts, current) => {
      const filters = [
        this.#watch.filter(this.#ports.clock.nowUs()),
        ...scopeFilters(scope),
        ...this.#limits(drifts, current),
      ];
      const exceptOwn = filters.map(
        (filter): PolicyFilter =>
          (drift) =>
            own.include(drift) ? undefined : filter(drift),
      );
      return choose(drifts, exceptOwn);
    };
  }

  #limits(drifts: readonly Drift[], current: IpvsTable): readonly PolicyFilter[] {
    return this.#policy.limits.map((limit) =>
      limit === "never-empty"
        ? neverEmpty(drifts, current)
        : keepForeignServers((service, id) => this.#configured.get(service)?.has(id) === true),
    );
  }

  #watchRepairs(repaired: readonly Drift[]): void {
    const disputed = this.#watch.record(repaired, this.#ports.clock.nowUs());
    this.#drifts.disputed(disputed, quietUs / 60_000_000);
  }

  #logDone(done: readonly Drift[]): void {
    if (!this.#ports.log.isLevelEnabled("debug")) return;
    for (const drift of done) {
      for (const command of repairOf(drift)) this.#ports.log.debug(`IPVS: ${commandText(command)}`);
    }
  }
}

function deadServers(services: readonly ServiceConfig[], isUp: IsUp): string[] {
  return services.flatMap((service) =>
    service.realServers.filter((server) => !isUp(service, server)).map((server) => serverId(service, server)),
  );
}

function configuredServers(services: readonly ServiceConfig[]): ReadonlyMap<string, ReadonlySet<string>> {
  const { services: all } = desiredTable(services, () => true);
  return new Map(
    all.map(({ key, destinations }) => [serviceName(key), new Set(destinations.map(destinationId))]),
  );
}
