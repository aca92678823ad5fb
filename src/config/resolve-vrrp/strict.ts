/** What strict mode does not allow, because the VRRP standards do not know it. */
import { findSetting, flagOf, settingOf, spanOf } from "../block-node.ts";
import { accept } from "../keywords/vrrp/addresses.ts";
import {
  downTimerAdverts,
  higherPrioSendAdvert,
  lowerPrioNoAdvert,
  OWNER_PRIORITY,
  STANDARD_DOWN_ADVERTS,
} from "../keywords/vrrp/election.ts";
import { garpLowerPrioDelay, garpLowerPrioRepeat } from "../keywords/vrrp/gratuitous-arp.ts";
import { useVmac, vmacXmitBase } from "../keywords/vrrp/vmac.ts";
import type { GlobalDefaults } from "./global-defaults.ts";
import type { InstanceFacts } from "./instance-facts.ts";
import type { InstanceReport } from "./instance-report.ts";

export function checkStrictMode(
  { block, strict, version, priority }: InstanceFacts,
  defaults: GlobalDefaults,
  report: InstanceReport,
): void {
  if (!strict) return;
  const clear = (keyword: { readonly name: string }, why: string): void => {
    const text = `${keyword.name} is without effect in strict mode: ${why}`;
    report.sayError("value-adjusted", spanOf(block, keyword), text);
  };
  // RFC 3768 6.4.3: only the owner takes packets for the addresses; version 3 has the Accept_Mode (RFC 5798 6.1).
  if (version === 2 && priority !== OWNER_PRIORITY && flagOf(block, accept)) {
    clear(accept, "version 2 has no accept mode");
  }
  if ((settingOf(block, downTimerAdverts) ?? defaults.downTimerAdverts) !== STANDARD_DOWN_ADVERTS) {
    clear(downTimerAdverts, `it runs as ${STANDARD_DOWN_ADVERTS}`);
  }
  if (settingOf(block, lowerPrioNoAdvert) === false) {
    clear(lowerPrioNoAdvert, "it runs as on");
  }
  if (settingOf(block, higherPrioSendAdvert) === true) {
    clear(higherPrioSendAdvert, "it runs as off");
  }
  for (const keyword of [garpLowerPrioRepeat, garpLowerPrioDelay]) {
    if ((settingOf(block, keyword) ?? 0) > 0) clear(keyword, "lower priorities are answered with no ARP");
  }
  const vmac = settingOf(block, useVmac);
  if (vmac?.mac !== undefined) clear(useVmac, "the virtual router's own MAC address is used");
  if (findSetting(block, useVmac) !== undefined && flagOf(block, vmacXmitBase)) {
    clear(vmacXmitBase, "adverts come from the virtual MAC");
  }
}
