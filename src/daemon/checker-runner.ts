/** Drives the health checks and keeps the kernel's IPVS table as their verdicts want it. */
import type { ServiceConfig } from "../config/model.ts";
import { configuredName } from "../config/service-name.ts";
import { attemptTcp } from "../health/checkers/tcp.ts";
import { Pool, type PooledChecker, type PooledServer } from "../health/pool.ts";
import { serverName } from "../health/server-name.ts";
import type { CheckOutcome, VerdictEffect } from "../health/verdict.ts";
import type { Clock } from "../ports/clock.ts";
import type { Dialer } from "../ports/dialer.ts";
import { assertNever } from "../values/assert-never.ts";
import type { Log } from "./log.ts";
import type { ReconcileTrigger } from "./messages.ts";
import type { ServiceKeeper } from "./service-keeper.ts";

export interface CheckerPorts {
  readonly clock: Clock;
  readonly dialer: Dialer;
  readonly keeper: ServiceKeeper;
  readonly log: Log;
}

/** Attempts under way at once; more than this would only queue in the kernel and make every verdict late. */
const concurrentAttempts = 4_096;

export class CheckerRunner {
  readonly #ports: CheckerPorts;
  readonly #pool = new Pool();
  readonly #underWay = new Map<PooledChecker, () => void>();
  #services: readonly ServiceConfig[] = [];
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(ports: CheckerPorts) {
    this.#ports = ports;
  }

  /** At start and at each reload: verdicts of what stayed are kept, and the kernel is told only what differs. */
  configure(services: readonly ServiceConfig[]): void {
    this.#services = services;
    this.#pool.configure(services, this.#ports.keeper.deadBefore(), Math.random, this.#ports.clock.nowUs());
    for (const [checker, cancel] of this.#underWay) {
      cancel();
      this.#underWay.delete(checker);
    }
    this.#ports.keeper.configure(services, (_, server) => this.#pool.isUp(server));
    this.#schedule();
  }

  /** Compares the kernel's table with what configuration and verdicts want. */
  reconcile(trigger: ReconcileTrigger): void {
    this.#ports.keeper.reconcile(trigger);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    for (const cancel of this.#underWay.values()) cancel();
    this.#underWay.clear();
    this.#ports.keeper.stop();
  }

  summary(): string {
    let up = 0;
    let all = 0;
    for (const server of this.#pool.servers()) {
      all++;
      if (server.checkers.every((checker) => checker.state.up)) up++;
    }
    return `${this.#services.length} services, ${up} of ${all} real servers up`;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const dueUs = this.#pool.nextDueUs();
    if (dueUs === undefined || this.#stopped || this.#underWay.size >= concurrentAttempts) return;
    const waitMs = Math.max(0, Math.ceil((dueUs - this.#ports.clock.nowUs()) / 1000));
    this.#timer = setTimeout(() => this.#begin(), Math.min(waitMs, 2 ** 31 - 1));
  }

  #begin(): void {
    const nowUs = this.#ports.clock.nowUs();
    while (this.#underWay.size < concurrentAttempts) {
      const checker = this.#pool.takeDue(nowUs);
      if (checker === undefined) break;
      const cancel = attemptTcp(checker.config, this.#ports.dialer, (outcome) =>
        this.#judge(checker, outcome),
      );
      this.#underWay.set(checker, cancel);
    }
    this.#schedule();
  }

  #judge(checker: PooledChecker, outcome: CheckOutcome): void {
    this.#underWay.delete(checker);
    const result = this.#pool.finish(checker, outcome, this.#ports.clock.nowUs());
    if (result === undefined) return;
    for (const effect of result.effects) this.#logVerdict(checker.server, effect);
    if (result.changed) {
      this.#ports.keeper.update(this.#services, checker.server.service, (_, server) =>
        this.#pool.isUp(server),
      );
    }
    this.#schedule();
  }

  #logVerdict({ service, server }: PooledServer, effect: VerdictEffect): void {
    const { log } = this.#ports;
    const name = serverName(service, server);
    const of = `of VS ${configuredName(service)}`;
    switch (effect.kind) {
      case "attempt-failed":
        log.debug(`TCP connection to ${name} failed: ${effect.reason}; ${effect.retriesLeft} retries left`);
        return;
      case "down":
        log.warn(
          `TCP check of ${name} ${of} failed ${effect.attempts} times in ${seconds(effect.failingForUs)}: ${effect.reason}. Removing it from the service`,
        );
        return;
      case "up":
        log.info(
          `TCP connection to ${name} succeeded after ${seconds(effect.downForUs)}. Adding it to VS ${configuredName(service)}`,
        );
        return;
      default:
        assertNever(effect);
    }
  }
}

function seconds(us: number): string {
  return `${(us / 1_000_000).toFixed(1)} s`;
}
