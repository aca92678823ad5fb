/** What ipvsadm says of a service behind its address: scheduler, its flags, persistence, one-packet. */
import type { ListedService } from "../listing.ts";

const IP_VS_SVC_F_PERSISTENT = 0x1;
const IP_VS_SVC_F_ONEPACKET = 0x4;
const IP_VS_SVC_F_SCHED1 = 0x8;
const IP_VS_SVC_F_SCHED2 = 0x10;
const IP_VS_SVC_F_SCHED3 = 0x20;
/** All flags that are the scheduler's own, whether they have a name or not. */
export const schedulerBits = IP_VS_SVC_F_SCHED1 | IP_VS_SVC_F_SCHED2 | IP_VS_SVC_F_SCHED3;

/** The third has no name with sh and mh, and ipvsadm is silent about it. */
function flagNames(scheduler: string): readonly (readonly [number, string])[] {
  const isHash = scheduler === "sh" || scheduler === "mh";
  return [
    [IP_VS_SVC_F_SCHED1, isHash ? `${scheduler}-fallback` : "flag-1"],
    [IP_VS_SVC_F_SCHED2, isHash ? `${scheduler}-port` : "flag-2"],
    ...(isHash ? [] : [[IP_VS_SVC_F_SCHED3, "flag-3"] as const]),
  ];
}

/** The scheduler's flags by the names that `-b` takes. */
export function schedulerFlags({ scheduler, flags }: Pick<ListedService, "scheduler" | "flags">): string[] {
  return flagNames(scheduler).flatMap(([bit, name]) => ((flags & bit) === 0 ? [] : [name]));
}

export function isPersistent({ flags }: Pick<ListedService, "flags">): boolean {
  return (flags & IP_VS_SVC_F_PERSISTENT) !== 0;
}

export function isOnePacket({ flags }: Pick<ListedService, "flags">): boolean {
  return (flags & IP_VS_SVC_F_ONEPACKET) !== 0;
}

/** undefined where each client counts for itself. */
export function persistenceMask({ netmask }: Pick<ListedService, "netmask">): string | undefined {
  if (typeof netmask === "number") return netmask === 128 ? undefined : String(netmask);
  return netmask.every((byte) => byte === 0xff) ? undefined : netmask.join(".");
}

export function serviceText(service: ListedService): string {
  let text = service.scheduler;
  if ((service.flags & schedulerBits) !== 0) text += ` (${schedulerFlags(service).join(",")})`;
  if (isPersistent(service)) {
    text += ` persistent ${service.timeoutS}`;
    const mask = persistenceMask(service);
    if (mask !== undefined) text += ` mask ${mask}`;
    // Without persistence the engine has no part in it, and ipvsadm does not show it.
    if (service.persistenceEngine !== undefined) text += ` pe ${service.persistenceEngine}`;
  }
  if (isOnePacket(service)) text += " ops";
  return text;
}
