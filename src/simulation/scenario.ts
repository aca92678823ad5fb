/** A run from a seed: some routers on one LAN, twice a time of faults and a time of calm, and then the master's end. */
import { settingsOf } from "../config/block-config.ts";
import { vrrpInstance } from "../config/keywords/vrrp-instance.ts";
import type { VrrpInstanceConfig } from "../config/model.ts";
import type { IpAddress } from "../values/address.ts";
import { INTERFACE_NAME } from "./host.ts";
import type { Random } from "./random.ts";

const SECOND_US = 1_000_000;
/** Time starts late enough for a number that was meant to be relative to stand out. */
export const START_US = 1_000 * SECOND_US;

export interface RouterPlan {
  readonly name: string;
  readonly mac: readonly number[];
  readonly sourceAddress: IpAddress;
  readonly config: VrrpInstanceConfig;
}

/** How the run ends for whoever is master in the last calm. */
export type Finale = "power-off" | "stop" | "cable";

export interface Scenario {
  readonly seed: number;
  readonly routers: readonly RouterPlan[];
  readonly virtualAddresses: readonly IpAddress[];
  readonly advertIntervalUs: number;
  readonly finale: Finale;
}

export function planScenario(seed: number, random: Random): Scenario {
  const advertIntervalUs = random.pick([1, 1, 1, 2]) * SECOND_US;
  const addressCount = random.between(1, 3);
  const virtualAddresses = Array.from({ length: addressCount }, (_, index): IpAddress => {
    return { family: 4, bytes: [10, 0, 0, 200 + index] };
  });
  const priorities = planPriorities(random.between(2, 5), random);
  const preemptEverywhere = random.chance(0.75);
  const routers = priorities.map((priority, index): RouterPlan => {
    const preempt = preemptEverywhere || priority === 255 || random.chance(0.5);
    // Addresses in the opposite order of names, so that a tie is not decided by the order of the list.
    const sourceAddress: IpAddress = { family: 4, bytes: [172, 16, 1, 20 - index] };
    const config = planConfig(`r${index + 1}`, priority, preempt, advertIntervalUs, virtualAddresses);
    return { name: `r${index + 1}`, mac: [2, 0, 0, 0, 0, index + 1], sourceAddress, config };
  });
  return {
    seed,
    routers,
    virtualAddresses,
    advertIntervalUs,
    finale: random.pick(["power-off", "stop", "cable"] as const),
  };
}

/** Ties are frequent, an owner is rare and never meets another one: two owners are a mistake, not a fault. */
function planPriorities(count: number, random: Random): readonly number[] {
  const choices = [100, 100, 101, 150, 200, 254, 1];
  const priorities = Array.from({ length: count }, () => random.pick(choices));
  return random.chance(0.15) ? [255, ...priorities.slice(1)] : priorities;
}

function planConfig(
  name: string,
  priority: number,
  preempt: boolean,
  advertIntervalUs: number,
  addresses: readonly IpAddress[],
): VrrpInstanceConfig {
  const place = { file: `${name}.conf`, line: 1, column: 1 };
  return {
    place,
    name: "VI_1",
    family: 4,
    version: 2,
    initialState: priority === 255 ? "MASTER" : "BACKUP",
    interfaceName: INTERFACE_NAME,
    virtualRouterId: 50,
    priority,
    advertIntervalUs,
    preempt,
    authentication: { type: "PASS", password: [0x31, 0x31, 0x31, 0x31, 0, 0, 0, 0] },
    gratuitousArp: {
      delayUs: 5 * SECOND_US,
      repeat: 5,
      refreshUs: 0,
      refreshRepeat: 1,
      lowerPriorityDelayUs: 5 * SECOND_US,
      lowerPriorityRepeat: 5,
    },
    virtualAddresses: addresses.map((address) => {
      return { place, address, prefixLength: 32, interfaceName: INTERFACE_NAME, scope: 0 };
    }),
    settings: settingsOf(vrrpInstance.keywords, undefined),
  };
}

/** From the last fault to exactly one master: the longest master-down time, anew because of a late packet, and a second. */
export function settleUs(scenario: Scenario): number {
  const longestSkewUs = SECOND_US;
  return 3 * scenario.advertIntervalUs + longestSkewUs + SECOND_US;
}
