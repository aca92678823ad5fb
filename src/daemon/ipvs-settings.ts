/** What global_defs asks of the kernel's IPVS beside its table: emptying it, timeouts, synchronisation daemons without an instance. */
import type { GlobalConfig } from "../config/model.ts";
import type { SyncPlan } from "../ipvs/sync-plan.ts";
import type { Ipvs } from "../ports/ipvs.ts";
import type { Link } from "../ports/routing.ts";
import type { Log } from "./log.ts";
import type { DaemonOptions } from "./options.ts";
import { stateFilePath } from "./state-file.ts";
import { SyncDaemonKeeper } from "./sync-daemon-keeper.ts";
import { TimeoutKeeper } from "./timeout-keeper.ts";

export interface IpvsSettingsPorts {
  readonly ipvs: Ipvs;
  readonly log: Log;
  links(): readonly Link[];
}

/** After a reload, long enough for the other process of the daemon to have done its part. */
const secondLookMs = 2_000;

export class IpvsSettings {
  readonly #ports: IpvsSettingsPorts;
  readonly #options: DaemonOptions;
  readonly #timeouts: TimeoutKeeper;
  readonly #syncDaemons: SyncDaemonKeeper;
  #globals: GlobalConfig | undefined;

  constructor(ports: IpvsSettingsPorts, options: DaemonOptions) {
    const { ipvs, log, links } = ports;
    this.#ports = ports;
    this.#options = options;
    this.#timeouts = new TimeoutKeeper(ipvs, log, stateFilePath(options.pidFile, "timeouts"));
    this.#syncDaemons = new SyncDaemonKeeper(() => ({ daemons: ipvs, links }), log);
  }

  /** Before the first service is added. A process that takes a dead one's place never empties the table: connections go on. */
  start(globals: GlobalConfig, respawned: boolean): void {
    if (globals.settings.lvsFlush && !respawned) this.#flush("lvs_flush");
    this.#reach(globals);
  }

  reload(globals: GlobalConfig): void {
    this.#reach(globals);
    setTimeout(() => this.#syncDaemons.verify(), secondLookMs).unref();
  }

  /**
   * `-I` keeps the services, also where the configuration asks for an empty table; the rest is put back all the same. Without a
   * service of its own left, the table of others is not emptied (keepalived).
   */
  stop(hasServices: boolean): void {
    const isAsked = this.#globals?.settings.lvsFlushOnStop === "everything" && hasServices;
    if (isAsked && !this.#options.keepServicesAtStop) this.#flush("lvs_flush_on_stop");
    this.#timeouts.stop();
    this.#syncDaemons.stop();
  }

  #reach(globals: GlobalConfig): void {
    this.#globals = globals;
    this.#timeouts.reach(globals.settings.lvsTimeouts);
    this.#syncDaemons.reach(this.#syncPlan(globals));
  }

  /** One that follows an instance is the VRRP process's. */
  #syncPlan(globals: GlobalConfig): SyncPlan | undefined {
    const config = globals.settings.lvsSyncDaemon;
    if (config === undefined) return undefined;
    if (config.instance === undefined) return { config, roles: ["master", "backup"], defaultSyncid: 0 };
    if (!this.#options.runVrrp) {
      const text = `lvs_sync_daemon follows ${config.instance}, but VRRP does not run (-C): nothing is synchronised`;
      this.#ports.log.warn(text);
    }
    return undefined;
  }

  #flush(keyword: string): void {
    const refusal = this.#ports.ipvs.flush();
    if (refusal === undefined) this.#ports.log.info(`IPVS: the whole table was emptied (${keyword})`);
    else
      this.#ports.log.error(
        `IPVS: the table could not be emptied (${keyword}): ${refusal.message} (${refusal.code})`,
      );
  }
}
