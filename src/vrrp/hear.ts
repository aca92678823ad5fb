/** What hearing a packet does: the receive checks, then the election (RFC 3768 6.4.2 and 6.4.3). */
import type { ReceivedPacket } from "../ports/packets.ts";
import { addressesEqual, formatAddress, type IpAddress } from "../values/address.ts";
import { burstsAfterLowerPriority } from "./bursts.ts";
import { type AcceptedAdvert, checkPacket } from "./checks.ts";
import type { LogLevel, StepResult } from "./effect.ts";
import { beatsMaster, isFollowed, LEAVING_PRIORITY } from "./election.ts";
import { enterBackup } from "./enter.ts";
import type { HeardMaster, Phase, VrrpInstance } from "./instance.ts";
import { limitLog } from "./log-limit.ts";
import {
  bothOwners,
  followedText,
  ignoredText,
  leavingText,
  log,
  lowerPriorityText,
  mismatchText,
  rejectionText,
} from "./messages.ts";
import { masterDownUs, skewUs } from "./timers.ts";

type Backup = Extract<Phase, { state: "BACKUP" }>;
type Master = Extract<Phase, { state: "MASTER" }>;

/** INIT and FAULT hear nothing. */
export function hear(instance: VrrpInstance, packet: ReceivedPacket, nowUs: number): StepResult {
  const { phase } = instance;
  if (phase.state === "INIT" || phase.state === "FAULT") return { instance, effects: [] };
  const checked = checkPacket(instance, packet);
  if (checked.kind === "rejected") {
    const text = rejectionText(formatAddress(packet.source), checked);
    return say(instance, "warning", `rejected ${checked.reason}`, text, nowUs);
  }
  const noted = noteMismatch(instance, checked, nowUs);
  const heard =
    phase.state === "BACKUP"
      ? hearAsBackup(noted.instance, phase, checked, nowUs - (packet.waitedUs ?? 0))
      : hearAsMaster(noted.instance, phase, checked, nowUs);
  return { ...heard, effects: [...noted.effects, ...heard.effects] };
}

function hearAsBackup(
  instance: VrrpInstance,
  phase: Backup,
  advert: AcceptedAdvert,
  nowUs: number,
): StepResult {
  const { config } = instance;
  if (advert.priority === LEAVING_PRIORITY) {
    const silenceUs = skewUs(config.priority);
    const next: Backup = { ...phase, masterDownAtUs: nowUs + silenceUs, silenceUs, master: undefined };
    return { instance: { ...instance, phase: next }, effects: [log(instance, "info", leavingText(advert))] };
  }
  if (!isFollowed(advert.priority, config)) {
    return say(instance, "info", "lower priority ignored", ignoredText(instance, advert), nowUs);
  }
  const silenceUs = masterDownUs(config);
  const master = heardMaster(advert, nowUs);
  const next: Backup = { ...phase, masterDownAtUs: nowUs + silenceUs, silenceUs, master };
  const known = phase.master !== undefined && sameMaster(phase.master, advert.source, advert.priority);
  return {
    instance: { ...instance, phase: next },
    effects: known ? [] : [log(instance, "info", followedText(advert))],
  };
}

/**
 * What must be answered is set due now instead of sent here: everything unread is applied before due timers, so that a
 * better master further back in the socket still wins, and a hundred adverts get one answer.
 */
function hearAsMaster(
  instance: VrrpInstance,
  phase: Master,
  advert: AcceptedAdvert,
  nowUs: number,
): StepResult {
  const { config, facts } = instance;
  if (advert.priority === LEAVING_PRIORITY) {
    const effects = [log(instance, "info", leavingText(advert))];
    return { instance: { ...instance, phase: { ...phase, advertAtUs: nowUs } }, effects };
  }
  if (facts.sourceAddress !== undefined && beatsMaster(advert, own(config.priority, facts.sourceAddress))) {
    const { source, priority } = advert;
    return enterBackup(
      instance,
      { kind: "better-master", source, priority },
      nowUs,
      heardMaster(advert, nowUs),
    );
  }
  const addresses = config.virtualAddresses;
  const bursts = burstsAfterLowerPriority(phase.bursts, config.gratuitousArp, addresses, nowUs);
  const answering = { ...instance, phase: { ...phase, advertAtUs: nowUs, bursts } };
  const text = lowerPriorityText(instance, advert);
  if (bothOwners(instance, advert)) return say(answering, "error", "two owners", text, nowUs);
  return say(answering, "warning", "lower priority answered", text, nowUs);
}

function noteMismatch(instance: VrrpInstance, advert: AcceptedAdvert, nowUs: number): StepResult {
  const { addressMismatch } = advert;
  if (addressMismatch === undefined) return { instance, effects: [] };
  return say(instance, "warning", "address mismatch", mismatchText(advert, addressMismatch), nowUs);
}

/** A rate-limited line. */
function say(instance: VrrpInstance, level: LogLevel, key: string, text: string, nowUs: number): StepResult {
  const limited = limitLog(instance.logLimits, key, text, nowUs);
  return {
    instance: { ...instance, logLimits: limited.limits },
    effects: limited.text === undefined ? [] : [log(instance, level, limited.text)],
  };
}

function own(priority: number, source: IpAddress): { priority: number; source: IpAddress } {
  return { priority, source };
}

function heardMaster(advert: AcceptedAdvert, nowUs: number): HeardMaster {
  return { source: advert.source, priority: advert.priority, heardAtUs: nowUs };
}

function sameMaster(master: HeardMaster, source: IpAddress, priority: number): boolean {
  return master.priority === priority && addressesEqual(master.source, source);
}
