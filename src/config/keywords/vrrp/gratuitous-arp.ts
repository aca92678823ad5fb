/** Keywords for how an instance tells its neighbours that the addresses are here now: gratuitous ARP and neighbour advertisements. */

import { type ExtraInterfaceGarp, extraInterfaceGarp } from "../../forms/extra-interface-garp.ts";
import { accepted } from "../../forms/form.ts";
import { integer } from "../../forms/number.ts";
import { aliasKeyword, type ValueKeyword, valueKeyword } from "../../keyword.ts";

const requires = [["VRRP"]] as const;
const MOST = 4_294_967_295;
/** Seconds whose microseconds fit 32 bits. */
const LONGEST_DELAY_S = 4_294;

type Facts = Pick<ValueKeyword<number>, "name" | "doc" | "example" | "since" | "form" | "default">;

function setting(facts: Facts): ValueKeyword<number> {
  return valueKeyword<number>({
    ...facts,
    support: "full",
    requires,
    whenInvalid: { keep: "previous" },
    whenMissing: "fatal",
    whenRepeated: "last-wins",
  });
}

/** At least one packet is sent: 0 is raised. */
function repeats(facts: Omit<Facts, "form">): ValueKeyword<number> {
  return {
    ...setting({ ...facts, form: integer({ min: 0, max: MOST }) }),
    settle: (value) =>
      value > 0
        ? accepted(value)
        : accepted(1, { code: "value-adjusted", text: "0 would send nothing; it runs as 1", word: 0 }),
  };
}

export const garpMasterDelay = setting({
  name: "garp_master_delay",
  doc: "Seconds between the first and the second burst of gratuitous ARP of a new MASTER; 0 sends no second one.",
  example: "garp_master_delay 10",
  form: integer({ min: 0, max: LONGEST_DELAY_S, unit: "s" }),
  default: { kind: "derived", from: "vrrp_garp_master_delay, or 5 s" },
});

export const garpMasterRefresh = setting({
  name: "garp_master_refresh",
  doc: "Seconds between bursts of gratuitous ARP while MASTER; 0 sends none.",
  example: "garp_master_refresh 60",
  since: "1.2.10",
  form: integer({ min: 0, max: MOST, unit: "s" }),
  default: { kind: "derived", from: "vrrp_garp_master_refresh, or 0: none" },
});

export const garpMasterRepeat = repeats({
  name: "garp_master_repeat",
  doc: "Packets for each address in a burst of a new MASTER.",
  example: "garp_master_repeat 1",
  since: "1.2.14",
  default: { kind: "derived", from: "vrrp_garp_master_repeat, or 5" },
});

export const garpMasterRefreshRepeat = repeats({
  name: "garp_master_refresh_repeat",
  doc: "Packets for each address in a burst of garp_master_refresh.",
  example: "garp_master_refresh_repeat 2",
  since: "1.2.14",
  default: { kind: "derived", from: "vrrp_garp_master_refresh_repeat, or 1" },
});

export const garpLowerPrioDelay = setting({
  name: "garp_lower_prio_delay",
  doc: "Seconds from an advertisement of lower priority, heard as MASTER, to the second burst; 0 sends none.",
  example: "garp_lower_prio_delay 10",
  since: "1.2.20",
  form: integer({ min: 0, max: LONGEST_DELAY_S, unit: "s" }),
  default: { kind: "derived", from: "vrrp_garp_lower_prio_delay, or garp_master_delay" },
});

export const garpLowerPrioRepeat = setting({
  name: "garp_lower_prio_repeat",
  doc: "Packets for each address after an advertisement of lower priority was heard as MASTER; 0 sends none.",
  example: "garp_lower_prio_repeat 1",
  since: "1.2.20",
  form: integer({ min: 0, max: 2_147_483_647 }),
  default: { kind: "derived", from: "vrrp_garp_lower_prio_repeat, or garp_master_repeat" },
});

export const garpExtraIf = valueKeyword<ExtraInterfaceGarp>({
  name: "garp_extra_if",
  doc: "Sends gratuitous ARP every so many seconds on the other interfaces that carry addresses; 0 sends none.",
  example: "garp_extra_if all 100",
  support: "accepted",
  since: "2.2.3",
  requires: [["VRRP", "VMAC"]],
  form: extraInterfaceGarp(0),
  default: { kind: "derived", from: "vrrp_garp_extra_if" },
  whenInvalid: { keep: "previous" },
  whenMissing: "reported",
  whenRepeated: "last-wins",
});

export const vmacGarpIntvl = aliasKeyword({
  name: "vmac_garp_intvl",
  of: "garp_extra_if",
  doc: "Old spelling of garp_extra_if.",
  since: "2.2.0",
  deprecated: { by: "garp_extra_if", reason: "Write garp_extra_if instead." },
  requires: [["VRRP", "VMAC"]],
});

export const gratuitousArpKeywords = {
  garpMasterDelayS: garpMasterDelay,
  garpMasterRefreshS: garpMasterRefresh,
  garpMasterRepeat,
  garpMasterRefreshRepeat,
  garpLowerPrioDelayS: garpLowerPrioDelay,
  garpLowerPrioRepeat,
  garpExtraIf,
  vmacGarpIntvl,
};
