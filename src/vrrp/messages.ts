/** What the log says about a VRRP instance: who, what, and why, with the figures on both sides. */

import { formatAddress } from "../values/address.ts";
import { assertNever } from "../values/assert-never.ts";
import type { AcceptedAdvert, Rejection } from "./checks.ts";
import type { LogLevel, TransitionReason, VrrpEffect } from "./effect.ts";
import { OWNER_PRIORITY } from "./election.ts";
import type { VrrpInstance, VrrpState } from "./instance.ts";

const SECOND_US = 1_000_000;

/** A log effect; the instance's name in parentheses comes first, as keepalived's operators expect. */
export function log(instance: VrrpInstance, level: LogLevel, text: string): VrrpEffect {
  return { kind: "log", level, text: `(${instance.config.name}) ${text}` };
}

export function transitionText(
  instance: VrrpInstance,
  to: VrrpState | "STOP",
  reason: TransitionReason,
): string {
  if (to === "STOP") return "stopped";
  // The first words are those that keepalived's log watchers look for.
  return `Entering ${to} STATE: ${reasonText(reason)} (${ownText(instance)})`;
}

export function reasonText(reason: TransitionReason): string {
  switch (reason.kind) {
    case "started":
      return "started";
    case "address-owner":
      return "address owner, waits for nobody";
    case "master-down":
      return masterDownText(reason);
    case "better-master":
      return `${formatAddress(reason.source)} is master with priority ${reason.priority}`;
    case "virtual-address-gone":
      return `${formatAddress(reason.address.address)} was removed by somebody else`;
    case "fault":
      return reason.causes.join(", ");
    case "fault-ended":
      return "fault is over";
    case "stopped":
      return "stopped";
    default:
      return assertNever(reason);
  }
}

function masterDownText(reason: Extract<TransitionReason, { kind: "master-down" }>): string {
  const silence = `${(reason.silenceUs / SECOND_US).toFixed(3)} s`;
  if (reason.master === undefined) return `no master heard for ${silence}`;
  const { source, priority } = reason.master;
  return `nothing heard for ${silence} from ${formatAddress(source)}, master with priority ${priority}`;
}

function ownText(instance: VrrpInstance): string {
  const { config, facts } = instance;
  const source = facts.sourceAddress === undefined ? "no source address" : formatAddress(facts.sourceAddress);
  return `own priority ${config.priority}, ${source} on ${config.interfaceName}`;
}

export function rejectionText(source: string, rejection: Rejection): string {
  return `dropped a packet from ${source}: ${rejection.detail}`;
}

export function mismatchText(advert: AcceptedAdvert, mismatch: string): string {
  return `advert from ${formatAddress(advert.source)} lists other addresses: ${mismatch}; accepted`;
}

export function lowerPriorityText(instance: VrrpInstance, advert: AcceptedAdvert): string {
  const both = bothOwners(instance, advert)
    ? "; both claim to own the addresses, one is configured wrongly"
    : "";
  return `${heardText(advert)} while we are master: it is to step back${both} (${ownText(instance)})`;
}

export function ignoredText(instance: VrrpInstance, advert: AcceptedAdvert): string {
  return `${heardText(advert)}, lower than ours: not followed (${ownText(instance)})`;
}

export function followedText(advert: AcceptedAdvert): string {
  return `master is ${formatAddress(advert.source)} with priority ${advert.priority}`;
}

export function leavingText(advert: AcceptedAdvert): string {
  return `master ${formatAddress(advert.source)} leaves (priority 0)`;
}

function heardText(advert: AcceptedAdvert): string {
  return `heard ${formatAddress(advert.source)} as master with priority ${advert.priority}`;
}

export function bothOwners(instance: VrrpInstance, advert: AcceptedAdvert): boolean {
  return advert.priority === OWNER_PRIORITY && instance.config.priority === OWNER_PRIORITY;
}
