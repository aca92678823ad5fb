/** Every real server with its checkers: who is up, what is due, and what a reload keeps. */
import type { CheckerConfig, RealServerConfig, ServiceConfig } from "../config/model.ts";
import { configuredName } from "../config/service-name.ts";
import { Schedule } from "./schedule.ts";
import { serverName } from "./server-name.ts";
import {
  type CheckerState,
  type CheckOutcome,
  judge,
  retime,
  startChecker,
  type VerdictEffect,
} from "./verdict.ts";

/** One checker of one real server of one service. */
export interface PooledChecker {
  readonly config: CheckerConfig;
  readonly server: PooledServer;
  state: CheckerState;
}

export interface PooledServer {
  readonly service: ServiceConfig;
  readonly server: RealServerConfig;
  readonly checkers: readonly PooledChecker[];
}

/** Service and server in one text: what tells servers apart across reloads and restarts. */
export function serverId(service: ServiceConfig, server: RealServerConfig): string {
  return `${configuredName(service)} ${serverName(service, server)}`;
}

/** A server is up while none of its checkers says otherwise; one without checkers always is. */
export function isUp(server: PooledServer): boolean {
  return server.checkers.every((checker) => checker.state.up);
}

export class Pool {
  #services: ReadonlyMap<ServiceConfig, readonly PooledServer[]> = new Map();
  readonly #servers = new Map<RealServerConfig, PooledServer>();
  readonly #schedule = new Schedule<PooledChecker>();

  /**
   * Takes over a configuration. A service that is the same object as before stays as it is. Of the others, checkers of the same
   * kind and target keep their state; new ones take their server's, so that a server known dead does not come back unchecked.
   * @param deadBefore ids of servers that an earlier process had found dead
   * @param spread gives 0..1 for each checker's place in its warm-up
   */
  configure(
    services: readonly ServiceConfig[],
    deadBefore: ReadonlySet<string>,
    spread: () => number,
    nowUs: number,
  ): void {
    const before = this.#services;
    const former = formerServers(before, new Set(services));
    for (const { checkers } of this.#servers.values()) {
      for (const checker of checkers) this.#schedule.delete(checker);
    }
    this.#servers.clear();
    const pooled = new Map<ServiceConfig, readonly PooledServer[]>();
    for (const service of services) {
      if (pooled.has(service)) continue;
      const servers = before.get(service) ?? newServers(service, former, deadBefore, spread, nowUs);
      pooled.set(service, servers);
      for (const one of servers) this.#add(one, nowUs);
    }
    this.#services = pooled;
  }

  #add(pooled: PooledServer, nowUs: number): void {
    this.#servers.set(pooled.server, pooled);
    for (const checker of pooled.checkers) {
      checker.state = retime(checker.state, checker.config, nowUs);
      this.#schedule.set(checker, checker.state.nextAttemptUs);
    }
  }

  servers(): IterableIterator<PooledServer> {
    return this.#servers.values();
  }

  isUp(server: RealServerConfig): boolean {
    const pooled = this.#servers.get(server);
    return pooled !== undefined && isUp(pooled);
  }

  nextDueUs(): number | undefined {
    return this.#schedule.nextDueUs();
  }

  /** A checker whose attempt is to begin now; it is due again once `finish` has judged that attempt. */
  takeDue(nowUs: number): PooledChecker | undefined {
    return this.#schedule.takeDue(nowUs);
  }

  /** The outcome of an attempt; undefined when a reload has meanwhile removed that checker. */
  finish(
    checker: PooledChecker,
    outcome: CheckOutcome,
    nowUs: number,
  ): { readonly effects: readonly VerdictEffect[]; readonly changed: boolean } | undefined {
    if (this.#servers.get(checker.server.server) !== checker.server) return undefined;
    const upBefore = isUp(checker.server);
    const { state, effects } = judge(checker.state, outcome, nowUs);
    checker.state = state;
    this.#schedule.set(checker, state.nextAttemptUs);
    return { effects, changed: upBefore !== isUp(checker.server) };
  }
}

/** Servers of the services that do not stay as they are, by id. */
function formerServers(
  before: ReadonlyMap<ServiceConfig, readonly PooledServer[]>,
  staying: ReadonlySet<ServiceConfig>,
): ReadonlyMap<string, PooledServer> {
  const former = new Map<string, PooledServer>();
  for (const [service, servers] of before) {
    if (staying.has(service)) continue;
    for (const one of servers) former.set(serverId(service, one.server), one);
  }
  return former;
}

function newServers(
  service: ServiceConfig,
  former: ReadonlyMap<string, PooledServer>,
  deadBefore: ReadonlySet<string>,
  spread: () => number,
  nowUs: number,
): readonly PooledServer[] {
  // Of a large first configuration nobody asks for an id.
  const isNew = former.size === 0 && deadBefore.size === 0;
  return service.realServers.map((server) => {
    const id = isNew ? "" : serverId(service, server);
    const old = former.get(id);
    const wasUp = old === undefined ? !deadBefore.has(id) : isUp(old);
    const checkers: PooledChecker[] = [];
    const pooled: PooledServer = { service, server, checkers };
    for (const config of server.checkers) {
      const kept = old?.checkers.find((checker) => sameTarget(checker.config, config));
      const state = kept?.state ?? startChecker(config, spread(), wasUp, nowUs);
      checkers.push({ config, server: pooled, state });
    }
    return pooled;
  });
}

/** Whether two checkers ask the same question; how often they ask it does not matter. */
function sameTarget(a: CheckerConfig, b: CheckerConfig): boolean {
  return (
    a.kind === b.kind &&
    JSON.stringify([a.connectAddress, a.connectPort, a.connectTimeoutUs]) ===
      JSON.stringify([b.connectAddress, b.connectPort, b.connectTimeoutUs])
  );
}
