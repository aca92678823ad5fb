/** Flags of a scheduler (-b) by name, as bits of IP_VS_SVC_F_*. */

const IP_VS_SVC_F_SCHED1 = 0x8;
const IP_VS_SVC_F_SCHED2 = 0x10;
const IP_VS_SVC_F_SCHED3 = 0x20;

interface SchedulerFlag {
  readonly bit: number;
  /** Absent: every scheduler takes it. */
  readonly scheduler?: string;
}

const flags: ReadonlyMap<string, SchedulerFlag> = new Map([
  ["flag-1", { bit: IP_VS_SVC_F_SCHED1 }],
  ["flag-2", { bit: IP_VS_SVC_F_SCHED2 }],
  ["flag-3", { bit: IP_VS_SVC_F_SCHED3 }],
  ["sh-fallback", { bit: IP_VS_SVC_F_SCHED1, scheduler: "sh" }],
  ["sh-port", { bit: IP_VS_SVC_F_SCHED2, scheduler: "sh" }],
  ["mh-fallback", { bit: IP_VS_SVC_F_SCHED1, scheduler: "mh" }],
  ["mh-port", { bit: IP_VS_SVC_F_SCHED2, scheduler: "mh" }],
]);

/** Names with commas between them; empty ones do not count. The bits, or what is wrong. */
export function readSchedulerFlags(text: string, scheduler: string): number | string {
  let bits = 0;
  for (const name of text.split(",")) {
    if (name === "") continue;
    const flag = flags.get(name);
    if (flag === undefined) {
      return `'${name}' is no flag of a scheduler: write ${[...flags.keys()].join(", ")}`;
    }
    if (flag.scheduler !== undefined && flag.scheduler !== scheduler) {
      return `the flag '${name}' does not go with this scheduler: it needs -s ${flag.scheduler}`;
    }
    bits |= flag.bit;
  }
  return bits;
}
