/** The checker process: takes its slice, opens the IPVS table, and lets runner and keeper do the rest. */
import type { Clock } from "../ports/clock.ts";
import type { Dialer } from "../ports/dialer.ts";
import type { Ipvs, IpvsWriter } from "../ports/ipvs.ts";
import type { Link } from "../ports/routing.ts";
import { CheckerSliceReader } from "../reader/checker-slice.ts";
import { CheckerRunner } from "./checker-runner.ts";
import { FatalError, type Role, type RoleContext, type RoleDefinition } from "./child-main.ts";
import { IpvsSettings } from "./ipvs-settings.ts";
import type { ReconcileTrigger } from "./messages.ts";
import { ServiceKeeper } from "./service-keeper.ts";
import { stateFilePath } from "./state-file.ts";

export interface CheckerSystem {
  readonly clock: Clock;
  readonly dialer: Dialer;
  readonly ipvs: Ipvs;
  /** The interfaces of the namespace that the table is in. */
  links(): readonly Link[];
  /** Other programs here that can write to the table. */
  findWriters(): readonly IpvsWriter[];
}

/** Opens the kernel's table in that network namespace, undefined being our own; throws with code ERR_NO_IPVS or EPERM. */
type OpenSystem = (namespace: string | undefined) => CheckerSystem;

export function checkerRole(openSystem: OpenSystem): RoleDefinition {
  return {
    tag: "Keepalived_healthcheckers",
    pidFile: (options) => options.checkersPidFile,
    create: (context) => new CheckerRole(context, openSystem),
  };
}

class CheckerRole implements Role {
  readonly #context: RoleContext;
  readonly #openSystem: OpenSystem;
  readonly #slices = new CheckerSliceReader();
  #namespace: string | undefined;
  #settings: IpvsSettings | undefined;
  #hasServices = false;
  #runner: CheckerRunner | undefined;

  constructor(context: RoleContext, openSystem: OpenSystem) {
    this.#context = context;
    this.#openSystem = openSystem;
  }

  start(slice: string, respawned: boolean): void {
    const { globals, services } = this.#slices.read(slice);
    this.#namespace = globals.lines.netNamespaceIpvs;
    const { clock, dialer, ipvs, findWriters, links } = this.#open(this.#namespace);
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
    this.#settings = new IpvsSettings({ ipvs, log, links }, options);
    this.#settings.start(globals, respawned);
    this.#runner = new CheckerRunner({ clock, dialer, keeper, log });
    this.#hasServices = services.length > 0;
    this.#runner.configure(services);
  }

  reload(slice: string): void {
    const { globals, services } = this.#slices.read(slice);
    if (globals.lines.netNamespaceIpvs !== this.#namespace) {
      this.#context.log.error("net_namespace_ipvs cannot change at a reload: restart the daemon for that");
    }
    this.#settings?.reload(globals);
    this.#hasServices = services.length > 0;
    this.#runner?.configure(services);
    this.#context.announce();
  }

  reconcile(trigger: ReconcileTrigger): void {
    this.#runner?.reconcile(trigger);
  }

  stop(): void {
    this.#settings?.stop(this.#hasServices);
    if (!this.#context.options.keepServicesAtStop) this.#runner?.stop();
  }

  dump(): void {
    this.#context.log.info(`state: ${this.summary()}`);
  }

  summary(): string {
    return this.#runner?.summary() ?? "";
  }

  #open(namespace: string | undefined): CheckerSystem {
    try {
      return this.#openSystem(namespace);
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
