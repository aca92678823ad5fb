/** Keywords of `global_defs`: what instances announce on becoming MASTER and later, unless they say otherwise. */
import { adjustedInteger } from "../../forms/adjusted-number.ts";
import { type ExtraInterfaceGarp, extraInterfaceGarp } from "../../forms/extra-interface-garp.ts";
import type { Reading } from "../../forms/form.ts";
import { noneForZero } from "../../forms/none-for-zero.ts";
import { integer, seconds } from "../../forms/number.ts";
import { aliasKeyword } from "../../keyword.ts";
import { onOff, optionalSetting, setting } from "./setting.ts";

const requires = [["VRRP"]] as const;
const UINT_MAX = 4_294_967_295;
const INT_MAX = 2_147_483_647;
/** The largest number of seconds whose microseconds fit into 32 bits. */
const delay = integer({ min: 0, max: 4294, unit: "seconds" });
const atLeastOne = adjustedInteger({ min: 0, max: UINT_MAX }, { min: 1, max: UINT_MAX });
const anyInterval = seconds({ minUs: 1, maxUs: UINT_MAX });
/** 0 is what a distribution's sample has: nothing is lost when it is refused. */
const interval = noneForZero({
  ...anyInterval,
  read(words, context): Reading<number> {
    const reading = anyInterval.read(words, context);
    if (reading.ok !== false || !/^0+(\.0*)?$/.test(words[0]?.raw ?? "")) return reading;
    const text = `${reading.refusal.text}: 0 asks for no pause, which is the default; delete the line`;
    return { ...reading, refusal: { ...reading.refusal, text, severity: "warning" } };
  },
});

export const garpKeywords = {
  vrrpGarpMasterDelayS: setting<number>({
    name: "vrrp_garp_master_delay",
    doc: "From becoming MASTER to the second burst of gratuitous ARP; 0 sends no second one.",
    example: "vrrp_garp_master_delay 10",
    support: "full",
    since: "1.2.20",
    requires,
    form: delay,
    default: 5,
    whenMissing: "fatal",
  }),
  vrrpGarpMasterRepeat: setting<number>({
    name: "vrrp_garp_master_repeat",
    doc: "Packets for each address in a burst on becoming MASTER; 0 is raised to 1.",
    example: "vrrp_garp_master_repeat 3",
    support: "full",
    since: "1.2.20",
    requires,
    form: atLeastOne,
    default: 5,
    whenMissing: "fatal",
  }),
  vrrpGarpMasterRefreshS: setting<number>({
    name: "vrrp_garp_master_refresh",
    doc: "Between two bursts that repeat the announcement while MASTER; 0 repeats none.",
    example: "vrrp_garp_master_refresh 60",
    support: "full",
    since: "1.2.20",
    requires,
    form: integer({ min: 0, max: UINT_MAX, unit: "seconds" }),
    default: 0,
    whenMissing: "fatal",
  }),
  vrrpGarpMasterRefreshRepeat: setting<number>({
    name: "vrrp_garp_master_refresh_repeat",
    doc: "Packets for each address in a repeated burst; 0 is raised to 1.",
    example: "vrrp_garp_master_refresh_repeat 2",
    support: "full",
    since: "1.2.20",
    requires,
    form: atLeastOne,
    default: 1,
    whenMissing: "fatal",
  }),
  vrrpGarpLowerPrioDelayS: optionalSetting<number>({
    name: "vrrp_garp_lower_prio_delay",
    doc: "As vrrp_garp_master_delay, for the announcement after a MASTER with lower priority was heard.",
    example: "vrrp_garp_lower_prio_delay 10",
    support: "full",
    since: "1.2.20",
    requires,
    form: delay,
    whenMissing: "fatal",
    unset: "vrrp_garp_master_delay",
  }),
  vrrpGarpLowerPrioRepeat: optionalSetting<number>({
    name: "vrrp_garp_lower_prio_repeat",
    doc: "Packets for each address after a MASTER with lower priority was heard; 0 sends none.",
    example: "vrrp_garp_lower_prio_repeat 1",
    support: "full",
    since: "1.2.20",
    requires,
    form: integer({ min: 0, max: INT_MAX }),
    whenMissing: "fatal",
    unset: "vrrp_garp_master_repeat",
  }),
  vrrpGarpIntervalUs: optionalSetting<number>({
    name: "vrrp_garp_interval",
    doc: "The shortest time between two gratuitous ARP packets on one interface.",
    example: "vrrp_garp_interval 0.001",
    since: "1.2.21",
    requires,
    form: interval,
    whenMissing: "fatal",
  }),
  vrrpGnaIntervalUs: optionalSetting<number>({
    name: "vrrp_gna_interval",
    doc: "The shortest time between two unsolicited neighbour advertisements on one interface.",
    example: "vrrp_gna_interval 0.000001",
    since: "1.2.21",
    requires,
    form: interval,
    whenMissing: "fatal",
  }),
  vrrpMinGarp: onOff({
    name: "vrrp_min_garp",
    doc: "Announces each address once and without a second burst, unless the lines above say how often.",
    since: "2.0.12",
    requires,
  }),
  vrrpGarpExtraIf: optionalSetting<ExtraInterfaceGarp>({
    name: "vrrp_garp_extra_if",
    doc: "How often interfaces with a virtual MAC address that send no advertisements announce it; with all every interface.",
    example: "vrrp_garp_extra_if all 300",
    since: "2.2.3",
    requires: [["VRRP", "VMAC"]],
    form: extraInterfaceGarp(1),
  }),
  vrrpVmacGarpIntvl: aliasKeyword({
    name: "vrrp_vmac_garp_intvl",
    of: "vrrp_garp_extra_if",
    doc: "An old spelling of vrrp_garp_extra_if.",
    since: "2.2.0",
    requires: [["VRRP", "VMAC"]],
    deprecated: { by: "vrrp_garp_extra_if", reason: "write vrrp_garp_extra_if." },
  }),
};
