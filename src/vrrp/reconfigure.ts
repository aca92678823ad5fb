/** A reload: the state stays, and only what differs between the old and the new configuration is touched. */
import type { VirtualAddress, VrrpInstanceConfig } from "../config/model.ts";
import { burstsAfterAdding, gratuitousArp } from "./bursts.ts";
import type { StepResult, VrrpEffect } from "./effect.ts";
import { addAddresses, removeAddresses } from "./enter.ts";
import type { PendingBurst, Phase, VrrpInstance } from "./instance.ts";
import { log } from "./messages.ts";
import { masterDownUs } from "./timers.ts";
import { equalVirtualAddress, sameVirtualAddress } from "./virtual-address.ts";

type Master = Extract<Phase, { state: "MASTER" }>;

/** A changed priority is announced with the next advert; running timers keep the moment from which they count. */
export function reconfigure(instance: VrrpInstance, config: VrrpInstanceConfig, nowUs: number): StepResult {
  const next = { ...instance, config };
  const news = newsLines(instance, config);
  const { phase } = instance;
  if (phase.state === "MASTER") {
    const changed = reconfigureMaster(instance, phase, config, nowUs);
    return { ...changed, effects: [...news, ...changed.effects] };
  }
  if (phase.state !== "BACKUP") return { instance: next, effects: news };
  const longerUs = masterDownUs(config) - masterDownUs(instance.config);
  const masterDownAtUs = Math.max(nowUs, phase.masterDownAtUs + longerUs);
  const silenceUs = Math.max(0, phase.silenceUs + longerUs);
  return { instance: { ...next, phase: { ...phase, masterDownAtUs, silenceUs } }, effects: news };
}

function reconfigureMaster(
  instance: VrrpInstance,
  phase: Master,
  config: VrrpInstanceConfig,
  nowUs: number,
): StepResult {
  const { added, replaced, removed } = compare(instance.config.virtualAddresses, config.virtualAddresses);
  const bursts = [
    ...keepBursts(phase.bursts, config),
    ...(added.length > 0 ? burstsAfterAdding(config.gratuitousArp, added, nowUs) : []),
  ];
  const advertAtUs = Math.min(phase.advertAtUs, nowUs + config.advertIntervalUs);
  return {
    instance: {
      ...instance,
      config,
      phase: { ...phase, advertAtUs, bursts: mergeRefreshes(bursts, config, nowUs) },
    },
    // New ones come before old ones go, save where the kernel would call the new one a duplicate.
    effects: [
      ...removeAddresses(replaced),
      ...addAddresses(added),
      ...gratuitousArp(added, config.gratuitousArp.repeat),
      ...removeAddresses(removed),
    ],
  };
}

interface AddressChanges {
  readonly added: readonly VirtualAddress[];
  /** Old forms of addresses that are in `added` with another scope, label or broadcast. */
  readonly replaced: readonly VirtualAddress[];
  readonly removed: readonly VirtualAddress[];
}

function compare(before: readonly VirtualAddress[], after: readonly VirtualAddress[]): AddressChanges {
  const gone = before.filter((old) => !after.some((address) => equalVirtualAddress(address, old)));
  const isReplaced = (old: VirtualAddress) => after.some((address) => sameVirtualAddress(address, old));
  return {
    added: after.filter((address) => !before.some((old) => equalVirtualAddress(address, old))),
    replaced: gone.filter(isReplaced),
    removed: gone.filter((old) => !isReplaced(old)),
  };
}

function keepBursts(pending: readonly PendingBurst[], config: VrrpInstanceConfig): readonly PendingBurst[] {
  const isKept = (address: VirtualAddress) =>
    config.virtualAddresses.some((kept) => sameVirtualAddress(kept, address));
  return pending
    .map((burst) => ({ ...burst, addresses: burst.addresses.filter(isKept) }))
    .filter((burst) => burst.addresses.length > 0);
}

/** One refresh for all addresses, at the earliest time that any had; the reload may have switched refreshing on or off. */
function mergeRefreshes(
  bursts: readonly PendingBurst[],
  config: VrrpInstanceConfig,
  nowUs: number,
): readonly PendingBurst[] {
  const { refreshUs, refreshRepeat } = config.gratuitousArp;
  const refreshes = bursts.filter((burst) => burst.cause === "refresh");
  const others = bursts.filter((burst) => burst.cause !== "refresh");
  if (refreshUs === 0) return others;
  const times = refreshes.length > 0 ? refreshes.map((burst) => burst.atUs) : [nowUs + refreshUs];
  const addresses = config.virtualAddresses;
  return [...others, { cause: "refresh", atUs: Math.min(...times), repeat: refreshRepeat, addresses }];
}

function newsLines(instance: VrrpInstance, config: VrrpInstanceConfig): readonly VrrpEffect[] {
  const before = instance.config;
  const changes: string[] = [];
  if (before.priority !== config.priority)
    changes.push(`priority ${before.priority} is now ${config.priority}`);
  if (before.advertIntervalUs !== config.advertIntervalUs) {
    changes.push(`advert interval is now ${config.advertIntervalUs / 1_000_000} s`);
  }
  if (before.preempt !== config.preempt) changes.push(config.preempt ? "preempts now" : "preempts no longer");
  return changes.length > 0 ? [log({ ...instance, config }, "info", `reload: ${changes.join(", ")}`)] : [];
}
