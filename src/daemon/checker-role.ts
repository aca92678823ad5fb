/** The checker process: takes its slice, opens the IPVS table, and lets runner and keeper do the rest. */
import type { ServiceConfig } from "../config/model.ts";
import type { Clock } from "../ports/clock.ts";
import type { Dialer } from "../ports/dialer.ts";
import type { Ipvs, IpvsWriter } from "../ports/ipvs.ts";
import { parseSlice } from "../reader/slices.ts";
import { CheckerRunner } from "./checker-runner.ts";
import { FatalError, type Role, type RoleContext, type RoleDefinition } from "./child-main.ts";
import type { ReconcileTrigger } from "./messages.ts";
import { ServiceKeeper } from "./service-keeper.ts";
import { stateFilePath } from "./state-file.ts";

export interface CheckerSystem {
  readonly clock: Clock;
  readonly dialer: Dialer;
  readonly ipvs: Ipvs;
  /** Other programs here that can write to the table. */
  findWriters(): readonly IpvsWriter[];
}

/** @param openSystem opens the kernel's table; throws with code ERR_NO_IPVS or EPERM */
export function checkerRole(openSystem: () => CheckerSystem): RoleDefinition {
  return {
    tag: "Keepalived_healthcheckers",
    pidFile: (options) => options.checkersPidFile,
    create: (context) => new CheckerRole(context, openSystem),
  };
}

class CheckerRole implements Role {
  readonly #context: RoleContext;
  readonly #openSystem: () => CheckerSystem;
  #runner: CheckerRunner | undefined;

  constructor(context: RoleContext, openSystem: () => CheckerSystem) {
    this.#context = context;
    this.#openSystem = openSystem;
  }

  start(slice: string): void {
    const { clock, dialer, ipvs, findWriters } = this.#open();
    const { log, options } = this.#context;
    const { schedule, policy } = options.reconcile;
    const keeper = new ServiceKeeper(
      { ipvs, clock, log, findWriters },
      {
        journalPath: stateFilePath(options.pidFile, "services"),
        policy,
        intervalUs: schedule.kind === "every" ? schedule.seconds * 1_000_000 : 0,
      },
    );
    this.#runner = new CheckerRunner({ clock, dialer, keeper, log });
    this.#runner.configure(servicesOf(slice));
  }

  reload(slice: string): void {
    this.#runner?.configure(servicesOf(slice));
    this.#context.announce();
  }

  reconcile(trigger: ReconcileTrigger): void {
    this.#runner?.reconcile(trigger);
  }

  stop(): void {
    if (this.#runner === undefined || this.#context.options.keepServicesAtStop) return;
    this.#runner.stop();
  }

  dump(): void {
    this.#context.log.info(`state: ${this.summary()}`);
  }

  summary(): string {
    return this.#runner?.summary() ?? "";
  }

  #open(): CheckerSystem {
    try {
      return this.#openSystem();
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === "ERR_NO_IPVS") {
        const remedy =
          "load the module with: modprobe ip_vs (Debian, Ubuntu: it is in the kernel's own package)";
        throw new FatalError(1, `this kernel has no IPVS: ${remedy} (${message})`);
      }
      if (code === "EPERM" || code === "EACCES") {
        throw new FatalError(4, `IPVS needs the capability CAP_NET_ADMIN: start as root (${message})`);
      }
      throw new FatalError(1, `IPVS cannot be opened: ${message}`);
    }
  }
}

/** An empty slice is an empty configuration: what a reload leaves of one that named no service any more. */
function servicesOf(slice: string): readonly ServiceConfig[] {
  return slice === "" ? [] : parseSlice("checker", slice).services;
}
