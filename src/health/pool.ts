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
  /** Service and server in one text: what tells servers apart across reloads and restarts. */
  readonly id: string;
  readonly service: ServiceConfig;
  readonly server: RealServerConfig;
  readonly checkers: readonly PooledChecker[];
}

export function serverId(service: ServiceConfig, server: RealServerConfig): string {
  return `${configuredName(service)} ${serverName(service, server)}`;
}

/** A server is up while none of its checkers says otherwise; one without checkers always is. */
export function isUp(server: PooledServer): boolean {
  return server.checkers.every((checker) => checker.state.up);
}

export class Pool {
  #servers = new Map<string, PooledServer>();
  /** The ids by what they were made of: asked for every server whenever one of them changes. */
  #ids = new Map<RealServerConfig, string>();
  readonly #schedule = new Schedule<PooledChecker>();

  /**
   * Takes over a configuration. Checkers of the same kind and target keep their state; new ones take their server's, so
   * that a server known dead does not come back unchecked.
   * @param deadBefore ids of servers that an earlier process had found dead
   * @param spread gives 0..1 for each checker's place in its warm-up
   */
  configure(
    services: readonly ServiceConfig[],
    deadBefore: ReadonlySet<string>,
    spread: () => number,
    nowUs: number,
  ): void {
    const before = this.#servers;
    for (const server of before.values())
      for (const checker of server.checkers) this.#schedule.delete(checker);
    this.#servers = new Map();
    this.#ids = new Map();
    for (const service of services) {
      const name = configuredName(service);
      for (const server of service.realServers) {
        const id = `${name} ${serverName(service, server)}`;
        const old = before.get(id);
        const wasUp = old === undefined ? !deadBefore.has(id) : isUp(old);
        this.#add(id, service, server, old, wasUp, spread, nowUs);
      }
    }
  }

  servers(): IterableIterator<PooledServer> {
    return this.#servers.values();
  }

  isUp(server: RealServerConfig): boolean {
    const pooled = this.#servers.get(this.#ids.get(server) ?? "");
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
    if (!this.#servers.get(checker.server.id)?.checkers.includes(checker)) return undefined;
    const upBefore = isUp(checker.server);
    const { state, effects } = judge(checker.state, outcome, nowUs);
    checker.state = state;
    this.#schedule.set(checker, state.nextAttemptUs);
    return { effects, changed: upBefore !== isUp(checker.server) };
  }

  #add(
    id: string,
    service: ServiceConfig,
    server: RealServerConfig,
    old: PooledServer | undefined,
    wasUp: boolean,
    spread: () => number,
    nowUs: number,
  ): void {
    const checkers: PooledChecker[] = [];
    const pooled: PooledServer = { id, service, server, checkers };
    for (const config of server.checkers) {
      const kept = old?.checkers.find((checker) => sameTarget(checker.config, config));
      const state =
        kept === undefined ? startChecker(config, spread(), wasUp, nowUs) : retime(kept.state, config, nowUs);
      const checker: PooledChecker = { config, server: pooled, state };
      checkers.push(checker);
      this.#schedule.set(checker, state.nextAttemptUs);
    }
    this.#servers.set(id, pooled);
    this.#ids.set(server, id);
  }
}

/** Whether two checkers ask the same question; how often they ask it does not matter. */
function sameTarget(a: CheckerConfig, b: CheckerConfig): boolean {
  return (
    a.kind === b.kind &&
    JSON.stringify([a.connectAddress, a.connectPort, a.connectTimeoutUs]) ===
      JSON.stringify([b.connectAddress, b.connectPort, b.connectTimeoutUs])
  );
}
