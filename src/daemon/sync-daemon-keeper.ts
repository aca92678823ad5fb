/** Starts and stops the kernel's synchronisation daemons that a process of ours owns. */
import type { SyncDaemon, SyncRole } from "../ipvs/sync-daemon.ts";
import { lengthRemark, linkRemarks, runningText, type SyncPlan, wantedDaemons } from "../ipvs/sync-plan.ts";
import type { SyncDaemons } from "../ports/ipvs.ts";
import type { KernelRefusal, Link } from "../ports/routing.ts";
import type { Log } from "./log.ts";

/** The kernel as it is where the services are, which may be another network namespace than ours. */
export interface SyncSystem {
  readonly daemons: SyncDaemons;
  links(): readonly Link[];
}

interface Started {
  readonly wanted: SyncDaemon;
  /** As the kernel told it after the start: by this a daemon is known as ours. */
  readonly running: SyncDaemon;
}

const roles: readonly SyncRole[] = ["master", "backup"];

export class SyncDaemonKeeper {
  readonly #open: () => SyncSystem;
  readonly #log: Log;
  #system: SyncSystem | undefined;
  readonly #started = new Map<SyncRole, Started>();
  #plan: SyncPlan | undefined;
  /** The configuration that was last remarked upon. */
  #remarked = "";

  /** @param open called when daemons are first wanted; throws where the kernel has no IPVS */
  constructor(open: () => SyncSystem, log: Log) {
    this.#open = open;
    this.#log = log;
  }

  /** Brings the kernel to the plan; undefined: what we started is stopped. What the kernel refuses is said, never thrown. */
  reach(plan: SyncPlan | undefined): void {
    this.#plan = plan;
    if (plan === undefined && this.#started.size === 0) return;
    try {
      this.#bring(plan);
    } catch (error) {
      this.#log.error(`the synchronisation daemons cannot be reached: ${(error as Error).message}`);
    }
  }

  /** The other process of this daemon may have stopped, as its own, what we have just started: looks again. */
  verify(): void {
    this.reach(this.#plan);
  }

  stop(): void {
    this.reach(undefined);
  }

  #bring(plan: SyncPlan | undefined): void {
    // Daemons of an earlier run, or of anybody else, make room for the first ones that are wanted, as with keepalived.
    const makesRoom = this.#system === undefined;
    this.#system ??= this.#open();
    const { daemons, links } = this.#system;
    const present = byRole(daemons.daemons());
    const wanted = byRole(plan === undefined ? [] : wantedDaemons(plan));
    const starting = roles.filter((role) => {
      const [started, want, now] = [this.#started.get(role), wanted.get(role), present.get(role)];
      const isOurs = started !== undefined && isSame(started.running, now);
      if (isOurs && isSame(started.wanted, want)) return false;
      if (now !== undefined && (isOurs || makesRoom || want !== undefined)) this.#stop(now, isOurs);
      this.#started.delete(role);
      return want !== undefined;
    });
    if (plan !== undefined) this.#remark(plan, links);
    for (const role of starting) {
      const want = wanted.get(role);
      if (want !== undefined) this.#start(want);
    }
  }

  #stop(daemon: SyncDaemon, isOurs: boolean): void {
    const refusal = this.#system?.daemons.stopDaemon(daemon.role);
    if (refusal !== undefined && refusal.code !== "ESRCH") {
      this.#log.error(`${runningText(daemon)} cannot be stopped: ${refusal.message} (${refusal.code})`);
      return;
    }
    this.#log.info(`stopped ${isOurs ? "" : "a left-over "}${runningText(daemon)}`);
  }

  #start(wanted: SyncDaemon): void {
    const refusal = this.#system?.daemons.startDaemon(wanted);
    if (refusal !== undefined) {
      this.#log.error(`${runningText(wanted)} cannot be started: ${reasonOf(refusal)}`);
      return;
    }
    const running = byRole(this.#system?.daemons.daemons() ?? []).get(wanted.role) ?? wanted;
    this.#started.set(wanted.role, { wanted, running });
    this.#log.info(
      `started ${runningText(running)}: the other director needs the same syncid, group, port and maxlen`,
    );
    const remark = lengthRemark(wanted, running);
    if (remark !== undefined) this.#log.warn(`lvs_sync_daemon: ${remark}`);
  }

  /** Once for each configuration, not at every change of state. */
  #remark({ config }: SyncPlan, links: () => readonly Link[]): void {
    const text = JSON.stringify(config);
    if (text === this.#remarked) return;
    this.#remarked = text;
    const link = links().find(({ name }) => name === config.interfaceName);
    for (const remark of linkRemarks(config, link)) this.#log.warn(`lvs_sync_daemon: ${remark}`);
  }
}

function byRole(daemons: readonly SyncDaemon[]): ReadonlyMap<SyncRole, SyncDaemon> {
  return new Map(daemons.map((daemon) => [daemon.role, daemon]));
}

function isSame(a: SyncDaemon, b: SyncDaemon | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function reasonOf({ code, message }: KernelRefusal): string {
  if (code === "ENODEV") return "there is no such interface (ENODEV)";
  if (code === "EEXIST") return "another one of this role was started meanwhile (EEXIST)";
  return `${message} (${code})`;
}
