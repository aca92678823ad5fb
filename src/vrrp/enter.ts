/** What entering and leaving each state does, in keepalived's order. */
import type { VirtualAddress } from "../config/model.ts";
import { sendAdvert } from "./adverts.ts";
import { burstsAfterAdding, gratuitousArp } from "./bursts.ts";
import type { FaultCause, LogLevel, StepResult, TransitionReason, VrrpEffect } from "./effect.ts";
import { LEAVING_PRIORITY } from "./election.ts";
import type { HeardMaster, LinkFacts, Phase, VrrpInstance, VrrpState } from "./instance.ts";
import { log, transitionText } from "./messages.ts";
import { masterDownUs } from "./timers.ts";

/** Advert first, so that a peer waits no longer than it must; addresses before the ARP that announces them. */
export function enterMaster(instance: VrrpInstance, reason: TransitionReason, nowUs: number): StepResult {
  const { config } = instance;
  const addresses = config.virtualAddresses;
  const phase: Phase = {
    state: "MASTER",
    advertAtUs: nowUs + config.advertIntervalUs,
    bursts: burstsAfterAdding(config.gratuitousArp, addresses, nowUs),
  };
  const effects = [
    ...ownAdvert(instance, config.priority),
    ...addAddresses(addresses),
    ...gratuitousArp(addresses, config.gratuitousArp.repeat),
  ];
  return enter(instance, phase, "MASTER", reason, effects);
}

/** The master-down timer starts anew, with the whole time; no advert says goodbye, because nothing is wrong here. */
export function enterBackup(
  instance: VrrpInstance,
  reason: TransitionReason,
  nowUs: number,
  master?: HeardMaster,
): StepResult {
  const silenceUs = masterDownUs(instance.config);
  const phase: Phase = { state: "BACKUP", masterDownAtUs: nowUs + silenceUs, silenceUs, master };
  return enter(instance, phase, "BACKUP", reason, leaveMaster(instance));
}

/** `before` are the facts that held until now: a master that lost its source address says goodbye from it. */
export function enterFault(instance: VrrpInstance, before: LinkFacts): StepResult {
  const reason: TransitionReason = { kind: "fault", causes: faultCauses(instance.facts) };
  const goodbye = instance.facts.linkUp ? goodbyeOfMaster({ ...instance, facts: before }) : [];
  const effects = [...goodbye, ...leaveMaster(instance)];
  return enter(instance, { state: "FAULT" }, "FAULT", reason, effects);
}

export function enterStopped(instance: VrrpInstance): StepResult {
  const reason: TransitionReason = { kind: "stopped" };
  const effects = [...goodbyeOfMaster(instance), ...leaveMaster(instance)];
  return enter(instance, { state: "INIT" }, "STOP", reason, effects);
}

/** Empty when the instance can take part. */
export function faultCauses(facts: LinkFacts): readonly FaultCause[] {
  return [
    ...(facts.linkUp ? [] : (["link down"] as const)),
    ...(facts.sourceAddress === undefined ? (["no source address"] as const) : []),
  ];
}

/** One advert with this priority; none while there is no address to send it from. */
export function ownAdvert(instance: VrrpInstance, priority: number): readonly VrrpEffect[] {
  const { sourceAddress } = instance.facts;
  return sourceAddress === undefined ? [] : [sendAdvert(instance.config, sourceAddress, priority)];
}

export function addAddresses(addresses: readonly VirtualAddress[]): readonly VrrpEffect[] {
  return addresses.length > 0 ? [{ kind: "add-addresses", addresses }] : [];
}

export function removeAddresses(addresses: readonly VirtualAddress[]): readonly VrrpEffect[] {
  return addresses.length > 0 ? [{ kind: "remove-addresses", addresses }] : [];
}

function goodbyeOfMaster(instance: VrrpInstance): readonly VrrpEffect[] {
  return instance.phase.state === "MASTER" ? ownAdvert(instance, LEAVING_PRIORITY) : [];
}

/** All of them, even one that somebody removed: what is added again meanwhile must not stay either. */
function leaveMaster(instance: VrrpInstance): readonly VrrpEffect[] {
  return instance.phase.state === "MASTER" ? removeAddresses(instance.config.virtualAddresses) : [];
}

function enter(
  instance: VrrpInstance,
  phase: Phase,
  to: VrrpState | "STOP",
  reason: TransitionReason,
  effects: readonly VrrpEffect[],
): StepResult {
  const line = log(instance, levelOf(to, reason), transitionText(instance, to, reason));
  const transition: VrrpEffect = { kind: "transition", from: instance.phase.state, to, reason };
  // What is worth a line in the new state is worth it again, however lately it was said in the old one.
  return { instance: { ...instance, phase, logLimits: {} }, effects: [...effects, line, transition] };
}

function levelOf(to: VrrpState | "STOP", reason: TransitionReason): LogLevel {
  return to === "FAULT" || reason.kind === "virtual-address-gone" ? "warning" : "info";
}
