/** The parent of the daemon: reads nothing itself, keeps its children alive, passes signals on, cleans up behind the dead. */
import type { FileLocks, ProcessControl } from "../ports/processes.ts";
import { type Child, type ChildExit, type ChildListener, startChild } from "./child.ts";
import type { Log } from "./log.ts";
import type { ChildMessage, OwnedAddress, ReconcileTrigger } from "./messages.ts";
import type { Notify } from "./notify-socket.ts";
import type { DaemonOptions } from "./options.ts";
import { holderOf, type PidFile, writePidFile } from "./pid-file.ts";
import { type EarlierReading, type ReaderResult, type RunningReader, startReader } from "./reader-run.ts";
import { decideRespawn } from "./respawn.ts";
import { SpareChildren } from "./spare-children.ts";

type LongLived = "checker" | "vrrp";
type Reading = Extract<ReaderResult, { kind: "read" }>;

/** keepalived's child_wait_time: how long a child may take to leave before it is killed. */
const childWaitMs = 5_000;
/** A child that said nothing for this long is reported; it is not killed, for it may only be stopped. */
const silenceMs = 5_000;

const titles: Record<LongLived, string> = { checker: "Healthcheck", vrrp: "VRRP" };

export interface ParentPorts {
  readonly log: Log;
  readonly locks: FileLocks;
  readonly control: ProcessControl;
  readonly notify: Notify;
  /** Makes `removeAddresses` ready to be quick. */
  prepareRemoval(): void;
  /** Removes addresses that a dead VRRP process left; returns how many there were. */
  removeAddresses(addresses: readonly OwnedAddress[]): number;
  /** Start-up is over: with `exitCode` undefined all is well, else the daemon is about to end with it. */
  onStarted(exitCode: number | undefined, messages: readonly string[]): void;
}

interface Slot {
  child: Child | undefined;
  /** Undefined as long as that process has had nothing to do. */
  slice: Buffer | undefined;
  ready: boolean;
  /** One that was ready before has died. */
  respawned: boolean;
  quickDeaths: number;
  respawnTimer: NodeJS.Timeout | undefined;
  lastHeardMs: number;
  silent: boolean;
  state: string;
}

const emptySlot = (): Slot => ({
  child: undefined,
  slice: undefined,
  ready: false,
  respawned: false,
  quickDeaths: 0,
  respawnTimer: undefined,
  lastHeardMs: 0,
  silent: false,
  state: "",
});

/** The daemon's life from start to exit; `run` resolves with the exit status. */
export class Parent {
  readonly #options: DaemonOptions;
  readonly #ports: ParentPorts;
  readonly #slots: Record<LongLived, Slot> = { checker: emptySlot(), vrrp: emptySlot() };
  /** What may be in the kernel: those of the configuration, and during a reload those of the one before. */
  #addresses: readonly OwnedAddress[] = [];
  #configuredAddresses: readonly OwnedAddress[] = [];
  #earlier: EarlierReading | undefined;
  #spares: SpareChildren | undefined;
  #pidFile: PidFile | undefined;
  #stopping = false;
  #exitCode = 0;
  #started = false;
  #reloading = false;
  #reloadAgain = false;
  #finish: (exitCode: number) => void = () => {};

  constructor(options: DaemonOptions, ports: ParentPorts) {
    this.#options = options;
    this.#ports = ports;
  }

  /** @param reader the first one, started before all else because it takes longest */
  async run(reader: RunningReader): Promise<number> {
    const finished = new Promise<number>((resolve) => {
      this.#finish = resolve;
    });
    const holder = holderOf(this.#options.pidFile, this.#ports.locks);
    if (holder !== undefined) {
      const message = `daemon is already running: process ${holder} holds ${this.#options.pidFile}; stop it first, or give this one another pid file with -p`;
      reader.cancel();
      this.#ports.log.error(message);
      this.#ports.onStarted(0, [message]);
      return 0;
    }
    this.#ports.control.becomeSubreaper();
    const { runCheckers, runVrrp } = this.#options;
    this.#spares = new SpareChildren(
      [...(runCheckers ? (["checker"] as const) : []), ...(runVrrp ? (["vrrp"] as const) : [])],
      this.#options,
    );
    const result = await reader.result;
    const reading = this.#stopping ? undefined : this.#report(result);
    if (reading !== undefined) this.#configure(reading);
    this.#spares.discard();
    if (this.#stopping) return this.#exitCode;
    if (reading === undefined) {
      const exitCode = result.kind === "read" ? result.message.exitCode || 70 : 70;
      this.#ports.onStarted(exitCode, result.kind === "read" ? result.message.diagnostics : [result.reason]);
      return exitCode;
    }
    if (this.#slots.checker.slice === undefined && this.#slots.vrrp.slice === undefined) {
      this.#ports.log.warn("the configuration gives nothing to run: no vrrp_instance and no virtual_server");
      this.#startupComplete();
    }
    setInterval(() => this.#watchSilence(), 1000).unref();
    const keepAlive = setInterval(() => {}, 2 ** 30);
    const exitCode = await finished;
    clearInterval(keepAlive);
    return exitCode;
  }

  /** SIGTERM or SIGINT. */
  stop(): void {
    if (this.#stopping) return;
    this.#ports.log.info("Stopping");
    this.#shutDown(0);
  }

  /** SIGHUP: one that comes during the start or another reload is done afterwards. */
  async reload(): Promise<void> {
    if (this.#stopping) return;
    if (this.#reloading || !this.#started) {
      this.#reloadAgain = true;
      return;
    }
    this.#reloading = true;
    const monotonicUs = process.hrtime.bigint() / 1000n;
    this.#ports.notify(`RELOADING=1\nMONOTONIC_USEC=${monotonicUs}`);
    this.#ports.log.info("Reloading");
    const reading = this.#report(await startReader(this.#options, this.#earlier).result);
    if (reading !== undefined && !this.#stopping) this.#configure(reading);
    else this.#ports.log.error("the configuration was not changed; the running one stays");
    this.#reloading = false;
    if (this.#stopping) return;
    this.#ports.notify("READY=1");
    await this.#reloadOnceMore();
  }

  async #reloadOnceMore(): Promise<void> {
    if (!this.#reloadAgain) return;
    this.#reloadAgain = false;
    await this.reload();
  }

  /** Has the IPVS table compared; a checker that is not there, or does not answer, compares when it starts or wakes. */
  reconcile(trigger: ReconcileTrigger): void {
    const { child, ready, silent } = this.#slots.checker;
    if (!this.#stopping && ready && !silent) child?.send({ kind: "reconcile", trigger });
  }

  /** SIGUSR1: every process writes its state into its log. */
  dump(): void {
    for (const role of ["checker", "vrrp"] as const) {
      const slot = this.#slots[role];
      this.#ports.log.info(
        `${titles[role]} process ${slot.child?.pid ?? "not running"}: ${slot.state || "no state yet"}`,
      );
      slot.child?.send({ kind: "dump" });
    }
  }

  /** Logs what the reader said; undefined when its configuration cannot be used. */
  #report(result: ReaderResult): Reading | undefined {
    if (result.kind === "failed") {
      this.#ports.log.error(
        `the configuration could not be read: the reader process failed: ${result.reason}`,
      );
      return undefined;
    }
    const { message } = result;
    for (const line of message.diagnostics) this.#ports.log.warn(line);
    for (const line of message.dump ?? []) this.#ports.log.info(line);
    return message.exitCode === 0 ? result : undefined;
  }

  #configure({ message, slices, checkerSlice, memory }: Reading): void {
    this.#addresses = [...this.#addresses, ...message.addresses];
    this.#configuredAddresses = message.addresses;
    const { runCheckers, runVrrp } = this.#options;
    this.#earlier = undefined;
    void memory.then((left) => {
      if (left === undefined || checkerSlice === undefined || checkerSlice !== this.#slots.checker.slice)
        return;
      this.#earlier = { memory: left, checkerSlice };
    });
    const isIdle = (role: LongLived) => message.idle.includes(role);
    if (runCheckers) this.#assign("checker", isIdle("checker"), checkerSlice, slices.get("checker"));
    if (runVrrp) this.#assign("vrrp", isIdle("vrrp"), slices.get("vrrp"));
  }

  /**
   * A process is started when there is something for it to do; after that it stays, as keepalived's, whatever a reload leaves it.
   * @param change says the same to a process that has the slice before
   */
  #assign(role: LongLived, isIdle: boolean, slice: Buffer | undefined, change = slice): void {
    const slot = this.#slots[role];
    if (slice === undefined || change === undefined || (isIdle && slot.slice === undefined)) return;
    slot.slice = slice;
    if (slot.child !== undefined) slot.child.send({ kind: "reload" }, [change]);
    else if (slot.respawnTimer === undefined) this.#start(role);
  }

  #start(role: LongLived): void {
    const slot = this.#slots[role];
    slot.respawnTimer = undefined;
    slot.ready = false;
    slot.silent = false;
    slot.lastHeardMs = performance.now();
    const listener: ChildListener = {
      onMessage: (message) => this.#heard(role, message as ChildMessage),
      onExit: (exit) => this.#died(role, exit),
    };
    slot.child = this.#spares?.take(role, listener) ?? startChild(role, this.#options, listener);
    this.#ports.log.info(`Starting ${titles[role]} child process, pid=${slot.child.pid}`);
    slot.child.send(
      { kind: "configure", respawned: slot.respawned },
      slot.slice === undefined ? [] : [slot.slice],
    );
  }

  #heard(role: LongLived, message: ChildMessage): void {
    const slot = this.#slots[role];
    if (slot.silent) {
      const seconds = ((performance.now() - slot.lastHeardMs) / 1000).toFixed(1);
      this.#ports.log.warn(`${titles[role]} process ${slot.child?.pid} answers again after ${seconds} s`);
    }
    slot.silent = false;
    slot.lastHeardMs = performance.now();
    if (role === "vrrp" && (message.kind === "ready" || message.kind === "reloaded")) {
      this.#addresses = this.#configuredAddresses;
    }
    if (message.kind === "ready") {
      slot.ready = true;
      this.#startupComplete();
    } else if (message.kind === "fatal") {
      this.#ports.log.error(message.message);
      if (!this.#started) this.#ports.onStarted(message.exitCode, [message.message]);
    } else if (message.kind === "heartbeat") {
      if (slot.state !== message.state) this.#ports.notify(`STATUS=${this.#status(role, message.state)}`);
      slot.state = message.state;
    }
  }

  #status(role: LongLived, state: string): string {
    const other = role === "vrrp" ? this.#slots.checker.state : this.#slots.vrrp.state;
    return [state, other]
      .filter((text) => text !== "")
      .join("; ")
      .slice(0, 500);
  }

  /** Once every wanted child is ready: pid file last, for a signal sent before would meet no handler. */
  #startupComplete(): void {
    const waiting = Object.values(this.#slots).some((slot) => slot.slice !== undefined && !slot.ready);
    if (this.#started || this.#stopping || waiting) return;
    try {
      this.#pidFile = writePidFile(this.#options.pidFile, this.#ports.locks);
    } catch (error) {
      const message = `the pid file ${this.#options.pidFile} cannot be written: ${(error as Error).message}`;
      this.#ports.log.error(message);
      this.#ports.onStarted(1, [message]);
      this.#shutDown(1);
      return;
    }
    this.#started = true;
    this.#prepareRemoval();
    this.#ports.log.info("Startup complete");
    this.#ports.notify(`READY=1\nMAINPID=${process.pid}`);
    this.#ports.onStarted(undefined, []);
    void this.#reloadOnceMore();
  }

  #died(role: LongLived, exit: ChildExit): void {
    const slot = this.#slots[role];
    const pid = slot.child?.pid;
    slot.child = undefined;
    slot.respawned ||= slot.ready;
    slot.ready = false;
    slot.state = "";
    const cleanExit = exit.exitCode === 0 && this.#stopping;
    if (role === "vrrp" && !cleanExit) this.#removeLeftovers();
    if (this.#stopping) {
      this.#finishWhenAlone();
      return;
    }
    const how = exit.signal === undefined ? `exited with status ${exit.exitCode}` : `died of ${exit.signal}`;
    const decision = decideRespawn(exit, slot.quickDeaths);
    if (decision.kind === "permanent") {
      this.#ports.log.error(`pid ${pid} exited with permanent error ${decision.exitCode}. Terminating`);
      this.#shutDown(decision.exitCode);
    } else if (!this.#options.respawn) {
      this.#ports.log.error(
        `${titles[role]} child process (${pid}) ${how}; respawning is off (-R). Terminating`,
      );
      this.#shutDown(1);
    } else {
      const when = decision.delayMs === 0 ? "Respawning" : `Respawning in ${decision.delayMs / 1000} s`;
      this.#ports.log.warn(`${titles[role]} child process (${pid}) ${how}: ${when}`);
      slot.quickDeaths = decision.quickDeaths;
      slot.respawnTimer = setTimeout(() => this.#start(role), decision.delayMs);
    }
  }

  #prepareRemoval(): void {
    if (this.#slots.vrrp.child === undefined) return;
    try {
      this.#ports.prepareRemoval();
    } catch (error) {
      this.#ports.log.warn(`clean-up behind a dead VRRP process may fail: ${(error as Error).message}`);
    }
  }

  /** The VRRP process ended without its own clean-up: an address that nobody answers for must not stay. */
  #removeLeftovers(): void {
    if (this.#options.keepAddressesAtStop && this.#stopping) return;
    try {
      const count = this.#ports.removeAddresses(this.#addresses);
      if (count > 0) this.#ports.log.warn(`removed ${count} virtual address(es) that the VRRP process left`);
    } catch (error) {
      this.#ports.log.error(`virtual addresses may be left on this machine: ${(error as Error).message}`);
    }
  }

  #shutDown(exitCode: number): void {
    if (this.#stopping) return;
    this.#stopping = true;
    this.#exitCode = exitCode;
    this.#ports.notify("STOPPING=1");
    for (const slot of Object.values(this.#slots)) {
      clearTimeout(slot.respawnTimer);
      slot.child?.kill("SIGTERM");
    }
    setTimeout(() => this.#killRemaining(), childWaitMs).unref();
    this.#finishWhenAlone();
  }

  #killRemaining(): void {
    for (const role of ["checker", "vrrp"] as const) {
      const { child } = this.#slots[role];
      if (child === undefined) continue;
      this.#ports.log.error(
        `${titles[role]} process ${child.pid} did not stop within ${childWaitMs / 1000} s and is killed`,
      );
      child.kill("SIGKILL");
    }
  }

  #finishWhenAlone(): void {
    if (Object.values(this.#slots).some((slot) => slot.child !== undefined)) return;
    try {
      this.#pidFile?.remove();
    } catch (error) {
      this.#ports.log.warn(`the pid file could not be removed: ${(error as Error).message}`);
    }
    this.#pidFile = undefined;
    this.#finish(this.#exitCode);
  }

  #watchSilence(): void {
    const nowMs = performance.now();
    for (const role of ["checker", "vrrp"] as const) {
      const slot = this.#slots[role];
      if (slot.child === undefined || slot.silent || !slot.ready || nowMs - slot.lastHeardMs < silenceMs)
        continue;
      slot.silent = true;
      this.#ports.log.error(
        `${titles[role]} process ${slot.child.pid} has said nothing for ${silenceMs / 1000} s: stopped or stuck`,
      );
    }
  }
}
