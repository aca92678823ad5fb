/** What a `virtual_server` says of its scheduling, as the kernel's service flags (IP_VS_SVC_F_*, linux/ip_vs.h). */
import type { ServiceSettings } from "../config/model.ts";

const ONEPACKET = 0x4;
const SCHED1 = 0x8;
const SCHED2 = 0x10;
const SCHED3 = 0x20;

/** The named flags of sh and mh are the same bits: the first one takes another server, the second one hashes ports. */
const bits = {
  onePacket: ONEPACKET,
  flag1: SCHED1,
  flag2: SCHED2,
  flag3: SCHED3,
  shFallback: SCHED1,
  shPort: SCHED2,
  mhFallback: SCHED1,
  mhPort: SCHED2,
} as const satisfies Partial<Record<keyof ServiceSettings, number>>;

const names = Object.keys(bits) as readonly (keyof typeof bits)[];

/** 0 where nothing is asked for. */
export function flagsOf(settings: ServiceSettings): number {
  let flags = 0;
  for (const name of names) if (settings[name]) flags |= bits[name];
  return flags;
}
