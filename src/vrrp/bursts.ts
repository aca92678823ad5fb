/** When gratuitous ARP is sent, and for which addresses. */
import type { GratuitousArpConfig, VirtualAddress } from "../config/model.ts";
import type { VrrpEffect } from "./effect.ts";
import type { PendingBurst } from "./instance.ts";

/** The bursts that follow the one sent at once when addresses were added. */
export function burstsAfterAdding(
  arp: GratuitousArpConfig,
  addresses: readonly VirtualAddress[],
  nowUs: number,
): readonly PendingBurst[] {
  const second: PendingBurst = { cause: "second", atUs: nowUs + arp.delayUs, repeat: arp.repeat, addresses };
  const refresh: PendingBurst = {
    cause: "refresh",
    atUs: nowUs + arp.delayUs + arp.refreshUs,
    repeat: arp.refreshRepeat,
    addresses,
  };
  return [...(arp.delayUs > 0 ? [second] : []), ...(arp.refreshUs > 0 ? [refresh] : [])];
}

/**
 * The bursts after a worse master was heard: its gratuitous ARP has put hosts and switches on the wrong track, so ours
 * goes out again, at once and after a delay. They replace those that an earlier advert of the same kind had asked for.
 */
export function burstsAfterLowerPriority(
  pending: readonly PendingBurst[],
  arp: GratuitousArpConfig,
  addresses: readonly VirtualAddress[],
  nowUs: number,
): readonly PendingBurst[] {
  const others = pending.filter((burst) => burst.cause !== "lower-priority");
  const burst = { cause: "lower-priority", repeat: arp.lowerPriorityRepeat, addresses } as const;
  if (burst.repeat === 0) return others;
  const later = arp.lowerPriorityDelayUs > 0 ? [{ ...burst, atUs: nowUs + arp.lowerPriorityDelayUs }] : [];
  return [...others, { ...burst, atUs: nowUs }, ...later];
}

/** Fires what is due; a refresh is set again. */
export function fireBursts(
  pending: readonly PendingBurst[],
  arp: GratuitousArpConfig,
  nowUs: number,
): { readonly bursts: readonly PendingBurst[]; readonly effects: readonly VrrpEffect[] } {
  const due = pending.filter((burst) => burst.atUs <= nowUs);
  const again = due.filter((burst) => burst.cause === "refresh" && arp.refreshUs > 0);
  return {
    bursts: [
      ...pending.filter((burst) => burst.atUs > nowUs),
      ...again.map((burst) => ({ ...burst, atUs: nowUs + arp.refreshUs })),
    ],
    effects: due.flatMap((burst) => gratuitousArp(burst.addresses, burst.repeat)),
  };
}

/** No effect at all where there is nothing to send. */
export function gratuitousArp(addresses: readonly VirtualAddress[], repeat: number): readonly VrrpEffect[] {
  return addresses.length > 0 && repeat > 0 ? [{ kind: "gratuitous-arp", addresses, repeat }] : [];
}
