/** What `global_defs` says for all instances, put together where one setting follows from another. */
import type { GlobalConfig, GratuitousArpConfig } from "../model.ts";

export interface GlobalDefaults {
  readonly strict: boolean;
  readonly version: 2 | 3;
  readonly downTimerAdverts: number;
  readonly gratuitousArp: GratuitousArpConfig;
  /** For unicast instances that name no interface. */
  readonly interfaceName: string;
}

export function globalDefaults({ settings }: GlobalConfig): GlobalDefaults {
  const { vrrpGarpMasterDelayS: delayS, vrrpGarpMasterRepeat: repeat } = settings;
  return {
    strict: settings.vrrpStrict,
    version: settings.vrrpVersion === 3 ? 3 : 2,
    downTimerAdverts: settings.vrrpDownTimerAdverts,
    gratuitousArp: {
      delayUs: delayS * 1e6,
      repeat,
      refreshUs: settings.vrrpGarpMasterRefreshS * 1e6,
      refreshRepeat: settings.vrrpGarpMasterRefreshRepeat,
      lowerPriorityDelayUs: (settings.vrrpGarpLowerPrioDelayS ?? delayS) * 1e6,
      lowerPriorityRepeat: settings.vrrpGarpLowerPrioRepeat ?? repeat,
    },
    interfaceName: settings.defaultInterface,
  };
}
