/** The VRRP state machine: every transition, and nothing else. */
import type { VirtualAddress } from "../config/model.ts";
import { assertNever } from "../values/assert-never.ts";
import { fireBursts } from "./bursts.ts";
import type { StepResult, TransitionReason } from "./effect.ts";
import { OWNER_PRIORITY } from "./election.ts";
import {
  enterBackup,
  enterFault,
  enterMaster,
  enterStopped,
  faultCauses,
  ownAdvert,
  removeAddresses,
} from "./enter.ts";
import type { VrrpEvent } from "./event.ts";
import { hear } from "./hear.ts";
import type { LinkFacts, VrrpInstance } from "./instance.ts";
import { log } from "./messages.ts";
import { reconfigure } from "./reconfigure.ts";
import { sameVirtualAddress } from "./virtual-address.ts";

/** Pure: `nowUs` is CLOCK_MONOTONIC in whole microseconds and never goes back between two calls. */
export function step(instance: VrrpInstance, event: VrrpEvent, nowUs: number): StepResult {
  switch (event.kind) {
    case "start":
      return start(instance, event.facts, event.leftovers, nowUs);
    case "packet":
      return hear(instance, event.packet, nowUs);
    case "timer":
      return fireTimers(instance, nowUs);
    case "link":
      return learnFacts(instance, { ...instance.facts, linkUp: event.up }, nowUs);
    case "source-address":
      return learnFacts(instance, { ...instance.facts, sourceAddress: event.address }, nowUs);
    case "virtual-address-gone":
      return loseVirtualAddress(instance, event.address, nowUs);
    case "reconfigure":
      return reconfigure(instance, event.config, nowUs);
    case "stop":
      return instance.phase.state === "INIT" ? unchanged(instance) : enterStopped(instance);
    default:
      return assertNever(event);
  }
}

/** RFC 3768 6.4.1. `state MASTER` in the file is a preference only: below 255 it too waits the whole master-down time. */
function start(
  instance: VrrpInstance,
  facts: LinkFacts,
  leftovers: readonly VirtualAddress[],
  nowUs: number,
): StepResult {
  if (instance.phase.state !== "INIT") return unchanged(instance);
  const informed = { ...instance, facts };
  const entered = participate(informed, { kind: "started" }, nowUs);
  // An owner adopts what it would only add again; everybody else must not answer for addresses that a peer may hold.
  if (entered.instance.phase.state === "MASTER" || leftovers.length === 0) return entered;
  const found = log(
    informed,
    "info",
    `removing ${leftovers.length} address(es) left over from an earlier run`,
  );
  return { ...entered, effects: [found, ...removeAddresses(leftovers), ...entered.effects] };
}

/** From INIT or FAULT to wherever the facts allow. */
function participate(instance: VrrpInstance, reason: TransitionReason, nowUs: number): StepResult {
  if (faultCauses(instance.facts).length > 0) return enterFault(instance, instance.facts);
  if (instance.config.priority === OWNER_PRIORITY)
    return enterMaster(instance, { kind: "address-owner" }, nowUs);
  return enterBackup(instance, reason, nowUs);
}

function fireTimers(instance: VrrpInstance, nowUs: number): StepResult {
  const { config, phase } = instance;
  switch (phase.state) {
    case "INIT":
    case "FAULT":
      return unchanged(instance);
    case "BACKUP": {
      if (phase.masterDownAtUs > nowUs) return unchanged(instance);
      const { silenceUs, master } = phase;
      return enterMaster(instance, { kind: "master-down", silenceUs, master }, nowUs);
    }
    case "MASTER": {
      // Adverts go before ARP: a long burst must not let the peer's master-down timer end.
      const advertDue = phase.advertAtUs <= nowUs;
      const fired = fireBursts(phase.bursts, config.gratuitousArp, nowUs);
      const advertAtUs = advertDue ? nowUs + config.advertIntervalUs : phase.advertAtUs;
      return {
        instance: { ...instance, phase: { ...phase, advertAtUs, bursts: fired.bursts } },
        effects: [...(advertDue ? ownAdvert(instance, config.priority) : []), ...fired.effects],
      };
    }
    default:
      return assertNever(phase);
  }
}

function learnFacts(instance: VrrpInstance, facts: LinkFacts, nowUs: number): StepResult {
  const informed = { ...instance, facts };
  const faulty = faultCauses(facts).length > 0;
  switch (instance.phase.state) {
    case "INIT":
      return unchanged(informed);
    case "FAULT":
      return faulty ? unchanged(informed) : participate(informed, { kind: "fault-ended" }, nowUs);
    case "BACKUP":
    case "MASTER":
      return faulty ? enterFault(informed, instance.facts) : unchanged(informed);
    default:
      return assertNever(instance.phase);
  }
}

/** A master without all its addresses serves nobody well: it steps back and lets the election decide again. */
function loseVirtualAddress(instance: VrrpInstance, lost: VirtualAddress, nowUs: number): StepResult {
  const own = instance.config.virtualAddresses.find((address) => sameVirtualAddress(address, lost));
  if (instance.phase.state !== "MASTER" || own === undefined) return unchanged(instance);
  return enterBackup(instance, { kind: "virtual-address-gone", address: own }, nowUs);
}

function unchanged(instance: VrrpInstance): StepResult {
  return { instance, effects: [] };
}
