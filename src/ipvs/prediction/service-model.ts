/** One service as the kernel runs it: its list of servers, its scheduler, and its connections over time. */
import type { Protocol } from "../../config/model.ts";
import { destinationId } from "../destination-id.ts";
import { type SchedulerName, schedulers } from "../schedulers/registry.ts";
import type { Choice, ClientConnection, ScheduledServer, Scheduler } from "../schedulers/scheduler.ts";
import { ModelServer, type ServerSettings } from "./model-server.ts";
import { Persistence, type PersistenceSettings } from "./persistence.ts";

export interface ServiceModelSettings {
  readonly scheduler: SchedulerName;
  /** IP_VS_SVC_F_* (linux/ip_vs.h); 0 by default. */
  readonly flags?: number;
  readonly persistence?: PersistenceSettings;
  /** "one packet": UDP whose every datagram is scheduled, which leaves no connection behind. */
  readonly protocol: Protocol | "one packet";
  readonly startS: number;
  /** 0 <= x < 1, for twos. */
  readonly random: () => number;
  /** Seconds; 24 hours by default, as the kernel's lblc_expiration and lblcr_expiration. */
  readonly expirationS?: number;
}

export interface OpenConnection {
  /** To be called once. */
  close(atS: number): void;
}

/** Seconds that the kernel keeps a connection after its last packet (ipvsadm --set: tcpfin and udp). */
const KEPT_S = { TCP: 120, SCTP: 120, UDP: 300 } as const satisfies Record<Protocol, number>;

/** Calls must come in the order of their times. */
export class ServiceModel {
  readonly #protocol: Protocol | "one packet";
  readonly #options: { flags: number; startS: number; random: () => number; expirationS: number };
  readonly #persistence: Persistence<ModelServer> | undefined;
  /** Servers taken out come back as what they were, as long as anything remembers them. */
  readonly #known = new Map<string, ModelServer>();
  /** Closed connections, first to be forgotten first. */
  readonly #closed: { readonly untilS: number; readonly forget: () => void }[] = [];
  #list: readonly ModelServer[] = [];
  #schedulerName: SchedulerName;
  #scheduler: Scheduler;

  constructor(settings: ServiceModelSettings) {
    const { flags = 0, startS, random, expirationS = 24 * 60 * 60, scheduler, persistence } = settings;
    this.#options = { flags, startS, random, expirationS };
    this.#protocol = settings.protocol;
    this.#persistence = persistence === undefined ? undefined : new Persistence(persistence);
    this.#schedulerName = scheduler;
    this.#scheduler = schedulers[scheduler]([], this.#options);
  }

  /** In the kernel's order, last added first. */
  get servers(): readonly ScheduledServer[] {
    return this.#list;
  }

  /** At the head of the list. */
  add(settings: ServerSettings): void {
    const id = destinationId(settings);
    const server = this.#known.get(id) ?? new ModelServer(settings);
    this.#known.set(id, server);
    server.set(settings, true);
    server.available = true;
    this.#list = [server, ...this.#list];
    this.#scheduler.changed(this.#list, { kind: "added", server });
  }

  /** Does nothing when there is no such server, as the kernel refuses it. */
  edit(settings: ServerSettings): void {
    const id = destinationId(settings);
    const server = this.#list.find((one) => one.id === id);
    if (server === undefined) return;
    server.set(settings, false);
    this.#scheduler.changed(this.#list, { kind: "edited", server });
  }

  /** Does nothing when there is no such server, as the kernel refuses it. */
  remove(id: string): void {
    const server = this.#list.find((one) => one.id === id);
    if (server === undefined) return;
    const previous = this.#list[this.#list.indexOf(server) - 1];
    server.available = false;
    this.#list = this.#list.filter((one) => one !== server);
    this.#scheduler.changed(this.#list, { kind: "removed", server, previous });
  }

  /** Another scheduler starts anew; the same one keeps its memory. */
  editService(scheduler: SchedulerName, flags: number, atS: number): void {
    this.#options.flags = flags;
    if (scheduler === this.#schedulerName) return;
    this.#options.startS = atS;
    this.#schedulerName = scheduler;
    this.#scheduler = schedulers[scheduler](this.#list, this.#options);
  }

  /** Without `connection` the kernel refuses it. */
  open(request: ClientConnection): { readonly choice: Choice; readonly connection?: OpenConnection } {
    this.#forgetUntil(request.atS);
    const kept = this.#persistence?.find(request);
    const choice: Choice =
      kept === undefined
        ? this.#scheduler.schedule(request, this.#list)
        : { server: kept, because: { rule: "persistence", loads: [] } };
    const server = this.#list.find((one) => one === choice.server);
    if (server === undefined) return { choice };
    const leavesTemplate = this.#persistence?.opened(request, server);
    const protocol = this.#protocol;
    if (protocol === "one packet") return { choice, connection: { close: () => leavesTemplate?.() } };
    // The kernel takes UDP for inactive from the first packet on.
    const isActive = protocol !== "UDP";
    server.opened(isActive);
    const close = (atS: number) => {
      if (isActive) server.closed();
      const forget = () => {
        server.forgotten();
        leavesTemplate?.();
      };
      this.#closed.push({ untilS: atS + KEPT_S[protocol], forget });
    };
    return { choice, connection: { close } };
  }

  #forgetUntil(nowS: number): void {
    while (this.#closed[0] !== undefined && this.#closed[0].untilS <= nowS) this.#closed.shift()?.forget();
  }
}
