/** Keywords that decide who becomes MASTER, and when. */
import { boolean } from "../../forms/boolean.ts";
import { choice } from "../../forms/choice.ts";
import { accepted } from "../../forms/form.ts";
import { integer, seconds } from "../../forms/number.ts";
import { aliasKeyword, defaultedKeyword, flagKeyword, valueKeyword } from "../../keyword.ts";

const requires = [["VRRP"]] as const;

export type InitialState = "MASTER" | "BACKUP";

export const state = valueKeyword<InitialState>({
  name: "state",
  doc: "The state to strive for at start; MASTER is taken by election all the same, unless the priority is 255.",
  example: "state MASTER",
  support: "full",
  requires,
  form: choice(["MASTER", "BACKUP"]),
  default: { kind: "derived", from: "MASTER if the priority is 255, else BACKUP" },
  whenInvalid: { use: "BACKUP" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
  settle: (next, _scope, previous) =>
    previous === "MASTER" && next === "BACKUP"
      ? accepted(previous, {
          code: "value-invalid",
          text: "state MASTER was written before and stays",
          word: 0,
        })
      : accepted(next),
});

export const DEFAULT_PRIORITY = 100;
/** The priority of the router that owns the virtual addresses (RFC 3768 5.3.4). */
export const OWNER_PRIORITY = 255;

export const priority = valueKeyword<number>({
  name: "priority",
  doc: "The router with the highest priority becomes MASTER; 255 marks the owner of the addresses.",
  example: "priority 150",
  support: "full",
  requires,
  form: integer({ min: 1, max: OWNER_PRIORITY, strict: true }),
  default: { kind: "derived", from: "100, or 255 with state MASTER" },
  whenInvalid: { use: DEFAULT_PRIORITY },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
});

export const preempt = flagKeyword({
  name: "preempt",
  doc: "Takes over from a MASTER with lower priority, which is the default.",
  example: "preempt",
  support: "full",
  requires,
  default: { kind: "value", value: true },
  takesBack: ["nopreempt"],
});

export const nopreempt = flagKeyword({
  name: "nopreempt",
  doc: "Leaves a MASTER with lower priority alone; it needs an initial state of BACKUP.",
  example: "nopreempt",
  support: "full",
  since: "1.1.8",
  requires,
  default: { kind: "value", value: false },
  takesBack: ["preempt"],
});

export const preemptDelay = defaultedKeyword<number>({
  name: "preempt_delay",
  doc: "Seconds that a MASTER with lower priority is left alone before this router takes over.",
  example: "preempt_delay 60",
  support: "accepted",
  since: "1.1.8",
  requires,
  form: seconds({ minUs: 0, maxUs: 1_000_000_000 }),
  default: 0,
  whenInvalid: { use: 0 },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
});

/** Adverts missed before a takeover by the RFCs (RFC 9568 6.1). */
export const STANDARD_DOWN_ADVERTS = 3;

export const downTimerAdverts = valueKeyword<number>({
  name: "down_timer_adverts",
  doc: "How many advertisements must be missed before the MASTER counts as gone; the same on all members.",
  example: "down_timer_adverts 3",
  support: "accepted",
  since: "2.2.3",
  requires,
  form: integer({ min: 1, max: 100, unit: "adverts" }),
  default: { kind: "derived", from: "vrrp_down_timer_adverts, or 3" },
  whenInvalid: { keep: "previous" },
  whenMissing: "fatal",
  whenRepeated: "last-wins",
});

export const timerExpiredBackup = valueKeyword<number>({
  name: "timer_expired_backup",
  doc: "With nopreempt, steps back if this process woke up so late that a router of this priority may be MASTER.",
  example: "timer_expired_backup 200",
  support: "accepted",
  since: "2.2.8",
  requires,
  form: integer({ min: 1, max: 254, bare: 254 }),
  default: { kind: "absent" },
  whenInvalid: { keep: "previous" },
  whenMissing: "allowed",
  whenRepeated: "last-wins",
});

export const threadTimerExpired = aliasKeyword({
  name: "thread_timer_expired",
  of: "timer_expired_backup",
  doc: "Another spelling of timer_expired_backup.",
  since: "2.3.2",
  deprecated: { by: "timer_expired_backup", reason: "Write timer_expired_backup instead." },
  requires,
});

export const lowerPrioNoAdvert = valueKeyword<boolean>({
  name: "lower_prio_no_advert",
  doc: "Does not answer an advertisement of lower priority with one of its own, as the RFCs want it.",
  example: "lower_prio_no_advert on",
  support: "accepted",
  since: "1.2.20",
  requires,
  form: boolean,
  default: { kind: "derived", from: "vrrp_lower_prio_no_advert, or on in strict mode" },
  whenInvalid: { keep: "previous" },
  whenMissing: "allowed",
  whenRepeated: "last-wins",
});

export const higherPrioSendAdvert = valueKeyword<boolean>({
  name: "higher_prio_send_advert",
  doc: "Sends one last advertisement before it yields to a higher priority, so that the new MASTER repeats its ARP.",
  example: "higher_prio_send_advert on",
  support: "accepted",
  since: "1.3.5",
  requires,
  form: boolean,
  default: { kind: "derived", from: "vrrp_higher_prio_send_advert" },
  whenInvalid: { keep: "previous" },
  whenMissing: "allowed",
  whenRepeated: "last-wins",
});

export const ownerIgnoreAdverts = valueKeyword<boolean>({
  name: "owner_ignore_adverts",
  doc: "The owner of the addresses (priority 255) drops the advertisements of others.",
  example: "owner_ignore_adverts on",
  support: "accepted",
  since: "2.3.3",
  requires,
  form: boolean,
  default: { kind: "derived", from: "vrrp_owner_ignore_adverts, or on in strict mode" },
  whenInvalid: { keep: "previous" },
  whenMissing: "allowed",
  whenRepeated: "last-wins",
});

export const electionKeywords = {
  state,
  priority,
  preempt,
  nopreempt,
  preemptDelayUs: preemptDelay,
  downTimerAdverts,
  timerExpiredBackup,
  threadTimerExpired,
  lowerPrioNoAdvert,
  higherPrioSendAdvert,
  ownerIgnoreAdverts,
};
