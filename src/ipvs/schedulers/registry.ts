/** The schedulers by the kernel's names. */
import { createDh } from "./dh.ts";
import { createFo } from "./fo.ts";
import { createLblc } from "./lblc.ts";
import { createLblcr } from "./lblcr.ts";
import { createLc } from "./lc.ts";
import { createMh } from "./mh.ts";
import { createNq } from "./nq.ts";
import { createOvf } from "./ovf.ts";
import { createRr } from "./rr.ts";
import type { CreateScheduler } from "./scheduler.ts";
import { createSed } from "./sed.ts";
import { createSh } from "./sh.ts";
import { createTwos } from "./twos.ts";
import { createWlc } from "./wlc.ts";
import { createWrr } from "./wrr.ts";

export const schedulers = {
  rr: createRr,
  wrr: createWrr,
  lc: createLc,
  wlc: createWlc,
  sed: createSed,
  nq: createNq,
  lblc: createLblc,
  lblcr: createLblcr,
  sh: createSh,
  dh: createDh,
  mh: createMh,
  fo: createFo,
  ovf: createOvf,
  twos: createTwos,
} as const satisfies Readonly<Record<string, CreateScheduler>>;

export type SchedulerName = keyof typeof schedulers;

export function isSchedulerName(name: string): name is SchedulerName {
  return Object.hasOwn(schedulers, name);
}
