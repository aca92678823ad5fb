/** What ipvsadm says of a service behind its address: scheduler, its flags, persistence, one-packet. */
import type { ListedService } from "../listing.ts";

const IP_VS_SVC_F_PERSISTENT = 0x1;
const IP_VS_SVC_F_ONEPACKET = 0x4;
const IP_VS_SVC_F_SCHED1 = 0x8;
const IP_VS_SVC_F_SCHED2 = 0x10;
const IP_VS_SVC_F_SCHED3 = 0x20;

const hashFlagNames = (scheduler: string) =>
  [`${scheduler}-fallback`, `${scheduler}-port`, "flag-3"] as const;
const plainFlagNames = ["flag-1", "flag-2", "flag-3"] as const;

/** The scheduler's flags by name; sh and mh have names of their own for the first two. */
export function schedulerFlags({ scheduler, flags }: Pick<ListedService, "scheduler" | "flags">): string[] {
  const [first, second, third] =
    scheduler === "sh" || scheduler === "mh" ? hashFlagNames(scheduler) : plainFlagNames;
  const names: string[] = [];
  if ((flags & IP_VS_SVC_F_SCHED1) !== 0) names.push(first);
  if ((flags & IP_VS_SVC_F_SCHED2) !== 0) names.push(second);
  if ((flags & IP_VS_SVC_F_SCHED3) !== 0) names.push(third);
  return names;
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
  const flags = schedulerFlags(service);
  if (flags.length > 0) text += ` (${flags.join(",")})`;
  if (isPersistent(service)) {
    text += ` persistent ${service.timeoutS}`;
    const mask = persistenceMask(service);
    if (mask !== undefined) text += ` mask ${mask}`;
  }
  if (service.persistenceEngine !== undefined) text += ` pe ${service.persistenceEngine}`;
  if (isOnePacket(service)) text += " ops";
  return text;
}
