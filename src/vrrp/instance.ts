/** What the VRRP machine knows of one virtual router: its configuration, the facts it was told, its state and deadlines. */
import type { VirtualAddress, VrrpInstanceConfig } from "../config/model.ts";
import type { IpAddress } from "../values/address.ts";
import { assertNever } from "../values/assert-never.ts";
import type { LogLimits } from "./log-limit.ts";

/** RFC 3768 6.4's states, and keepalived's FAULT: nothing sent, nothing heard, addresses absent. */
export type VrrpState = "INIT" | "BACKUP" | "MASTER" | "FAULT";

/** What decides whether the instance can take part at all. */
export interface LinkFacts {
  /** The instance's interface is administratively up and has carrier. */
  readonly linkUp: boolean;
  /** The primary address that adverts carry as source (see `chooseSourceAddress`); undefined while there is none. */
  readonly sourceAddress: IpAddress | undefined;
}

/** The router whose adverts a BACKUP follows. */
export interface HeardMaster {
  readonly source: IpAddress;
  readonly priority: number;
  readonly heardAtUs: number;
}

/** A burst of gratuitous ARP that is still to be sent. */
export interface PendingBurst {
  readonly cause: "lower-priority" | "second" | "refresh";
  readonly atUs: number;
  readonly repeat: number;
  readonly addresses: readonly VirtualAddress[];
}

/** The state with what only that state has; all deadlines are CLOCK_MONOTONIC microseconds. */
export type Phase =
  | { readonly state: "INIT" }
  | { readonly state: "FAULT" }
  | {
      readonly state: "BACKUP";
      readonly masterDownAtUs: number;
      /** What the master-down timer was last set to, so that a log can say how long nothing was heard. */
      readonly silenceUs: number;
      /** Undefined until a master was heard, and again after it left with priority 0. */
      readonly master: HeardMaster | undefined;
    }
  | {
      readonly state: "MASTER";
      readonly advertAtUs: number;
      readonly bursts: readonly PendingBurst[];
    };

/** One virtual router; never changed in place. */
export interface VrrpInstance {
  readonly config: VrrpInstanceConfig;
  readonly facts: LinkFacts;
  readonly phase: Phase;
  readonly logLimits: LogLimits;
}

/** An instance before its first event. */
export function createInstance(config: VrrpInstanceConfig): VrrpInstance {
  return {
    config,
    facts: { linkUp: false, sourceAddress: undefined },
    phase: { state: "INIT" },
    logLimits: {},
  };
}

/** When the instance next wants the event `timer`, in CLOCK_MONOTONIC microseconds; undefined while nothing is pending. */
export function nextDeadlineUs(instance: VrrpInstance): number | undefined {
  const { phase } = instance;
  switch (phase.state) {
    case "INIT":
    case "FAULT":
      return undefined;
    case "BACKUP":
      return phase.masterDownAtUs;
    case "MASTER":
      return Math.min(phase.advertAtUs, ...phase.bursts.map((burst) => burst.atUs));
    default:
      return assertNever(phase);
  }
}
