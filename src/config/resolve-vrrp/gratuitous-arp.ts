/** When an instance sends gratuitous ARP, by its own settings, the global ones, and strict mode. */
import { settingOf } from "../block-node.ts";
import {
  garpLowerPrioDelay,
  garpLowerPrioRepeat,
  garpMasterDelay,
  garpMasterRefresh,
  garpMasterRefreshRepeat,
  garpMasterRepeat,
} from "../keywords/vrrp/gratuitous-arp.ts";
import type { GratuitousArpConfig } from "../model.ts";
import type { InstanceFacts } from "./instance-facts.ts";

export function resolveGratuitousArp(
  { block, strict }: InstanceFacts,
  defaults: GratuitousArpConfig,
): GratuitousArpConfig {
  const us = (seconds: number | undefined): number | undefined =>
    seconds === undefined ? undefined : seconds * 1e6;
  return {
    delayUs: us(settingOf(block, garpMasterDelay)) ?? defaults.delayUs,
    repeat: settingOf(block, garpMasterRepeat) ?? defaults.repeat,
    refreshUs: us(settingOf(block, garpMasterRefresh)) ?? defaults.refreshUs,
    refreshRepeat: settingOf(block, garpMasterRefreshRepeat) ?? defaults.refreshRepeat,
    // The standards know no ARP in answer to a lower priority.
    lowerPriorityDelayUs: strict
      ? 0
      : (us(settingOf(block, garpLowerPrioDelay)) ?? defaults.lowerPriorityDelayUs),
    lowerPriorityRepeat: strict ? 0 : (settingOf(block, garpLowerPrioRepeat) ?? defaults.lowerPriorityRepeat),
  };
}
