/** The VRRP process: takes its slice, remembers on disk which addresses are ours, and lets the driver do the rest. */
import type { GlobalConfig, VrrpInstanceConfig } from "../config/model.ts";
import type { SyncPlan } from "../ipvs/sync-plan.ts";
import { parseSlice } from "../reader/slices.ts";
import { VrrpDriver, type VrrpPorts } from "../vrrp/driver.ts";
import { Rehearsal } from "../vrrp/rehearsal.ts";
import { FatalError, type Role, type RoleContext, type RoleDefinition } from "./child-main.ts";
import type { OwnedAddress } from "./messages.ts";
import { ownedAddresses, ownedAddressKey, parseOwnedAddresses } from "./owned-addresses.ts";
import { removeOwned } from "./remove-owned.ts";
import { readStateFile, removeStateFile, stateFilePath, writeStateFile } from "./state-file.ts";
import { SyncDaemonKeeper, type SyncSystem } from "./sync-daemon-keeper.ts";

/** Beside the driver's ports, sockets to practise on. */
export interface VrrpSystem extends Omit<VrrpPorts, "log" | "onTransition"> {
  readonly rehearsalPackets: VrrpPorts["packets"];
  /** IPVS in that network namespace, undefined being our own; opened only where a synchronisation daemon follows an instance. */
  openSync(namespace: string | undefined): SyncSystem;
}

/** After a reload, long enough for the other process of the daemon to have done its part. */
const secondLookMs = 2_000;

interface Content {
  readonly globals: GlobalConfig | undefined;
  readonly instances: readonly VrrpInstanceConfig[];
}

const noContent: Content = { globals: undefined, instances: [] };

/** @param openSystem opens sockets; throws with code EPERM without the needed capabilities */
export function vrrpRole(openSystem: () => VrrpSystem): RoleDefinition {
  return {
    tag: "Keepalived_vrrp",
    pidFile: (options) => options.vrrpPidFile,
    create: (context) => new VrrpRole(context, openSystem),
  };
}

class VrrpRole implements Role {
  readonly #context: RoleContext;
  readonly #openSystem: () => VrrpSystem;
  readonly #statePath: string;
  #driver: VrrpDriver | undefined;
  #owned: readonly OwnedAddress[] = [];
  #content: Content = noContent;
  #syncDaemons: SyncDaemonKeeper | undefined;
  #isFollowing = false;

  constructor(context: RoleContext, openSystem: () => VrrpSystem) {
    this.#context = context;
    this.#openSystem = openSystem;
    this.#statePath = stateFilePath(context.options.pidFile, "addresses");
  }

  start(slice: string): void {
    this.#content = parseSlice("vrrp", slice);
    const { instances, globals } = this.#content;
    const system = this.#open();
    const namespace = globals?.lines.netNamespaceIpvs;
    this.#syncDaemons = new SyncDaemonKeeper(() => system.openSync(namespace), this.#context.log);
    this.#owned = ownedAddresses(instances);
    this.#removeForgotten(system);
    this.#remember(this.#owned);
    const [first] = instances;
    if (first !== undefined) rehearse(first, system);
    this.#driver = new VrrpDriver({
      ...system,
      log: this.#context.log,
      onTransition: () => {
        this.#context.announce();
        this.#followSoon();
      },
    });
    this.#driver.configure(instances);
    this.#checkFollowed();
  }

  reload(slice: string): void {
    this.#content = parseSlice("vrrp", slice);
    const { instances } = this.#content;
    const next = ownedAddresses(instances);
    // Both lists until the change is made: whichever moment this process dies in, nothing of ours is forgotten.
    this.#remember([...this.#owned, ...next]);
    this.#driver?.configure(instances);
    this.#owned = next;
    this.#remember(next);
    this.#context.announce();
    this.#checkFollowed();
    this.#follow();
    setTimeout(() => this.#syncDaemons?.verify(), secondLookMs).unref();
  }

  stop(): void {
    this.#content = noContent;
    this.#releaseAddresses();
    this.#syncDaemons?.stop();
  }

  #releaseAddresses(): void {
    if (this.#driver === undefined || this.#context.options.keepAddressesAtStop) return;
    this.#driver.stop();
    try {
      removeStateFile(this.#statePath);
    } catch (error) {
      this.#context.log.warn(`${this.#statePath} could not be removed: ${(error as Error).message}`);
    }
  }

  dump(): void {
    this.#context.log.info(`state: ${this.summary()}`);
  }

  summary(): string {
    return this.#driver?.summary() ?? "";
  }

  /** The kernel's daemons come after everything that others on the network wait for. */
  #followSoon(): void {
    if (this.#isFollowing) return;
    this.#isFollowing = true;
    setImmediate(() => this.#follow());
  }

  #follow(): void {
    this.#isFollowing = false;
    this.#syncDaemons?.reach(this.#syncPlan());
  }

  /** The master's role while MASTER, else the backup's (keepalived); none before the first state and after the last. */
  #syncPlan(): SyncPlan | undefined {
    const { globals, instances } = this.#content;
    const config = globals?.settings.lvsSyncDaemon;
    const instance = instances.find(({ name }) => name === config?.instance);
    if (config === undefined || instance === undefined) return undefined;
    const state = this.#driver?.stateOf(instance.name);
    if (state === undefined || state === "INIT") return undefined;
    const roles = [state === "MASTER" ? "master" : "backup"] as const;
    return { config, roles, defaultSyncid: instance.virtualRouterId };
  }

  #checkFollowed(): void {
    const { globals, instances } = this.#content;
    const followed = globals?.settings.lvsSyncDaemon?.instance;
    if (followed === undefined || instances.some(({ name }) => name === followed)) return;
    this.#context.log.warn(
      `lvs_sync_daemon follows vrrp_instance ${followed}, which is not there: nothing is synchronised`,
    );
  }

  #open(): VrrpSystem {
    try {
      return this.#openSystem();
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === "EPERM" || code === "EACCES") {
        throw new FatalError(
          4,
          `VRRP needs the capabilities CAP_NET_ADMIN and CAP_NET_RAW: start as root (${message})`,
        );
      }
      throw new FatalError(1, `VRRP cannot open its sockets: ${message}`);
    }
  }

  /** Addresses of an earlier run that was killed, which the configuration no longer names. */
  #removeForgotten(system: VrrpSystem): void {
    const configured = new Set(this.#owned.map(ownedAddressKey));
    const before = parseOwnedAddresses(readStateFile(this.#statePath) ?? "[]");
    const forgotten = before.filter((address) => !configured.has(ownedAddressKey(address)));
    const count = removeOwned(forgotten, system.routing);
    if (count > 0)
      this.#context.log.warn(
        `removed ${count} address(es) that an earlier run left and the configuration no longer has`,
      );
  }

  #remember(addresses: readonly OwnedAddress[]): void {
    try {
      writeStateFile(this.#statePath, JSON.stringify(addresses));
    } catch (error) {
      this.#context.log.warn(
        `${this.#statePath} could not be written, so addresses could be left after a crash: ${(error as Error).message}`,
      );
    }
  }
}

/** A cold run takes up to so many times as long as one right after another. */
const coldFactor = 4;

/** Practises now and, where the machine is quick enough for that, again right before each takeover. */
function rehearse(like: VrrpInstanceConfig, { clock, routing, alarm, rehearsalPackets }: VrrpSystem): void {
  const rehearsal = Rehearsal.prepare(like, { clock, routing, packets: rehearsalPackets });
  if (rehearsal === undefined || rehearsal.run() * coldFactor > alarm.nearUs) return;
  alarm.onNear(() => rehearsal.run());
}
