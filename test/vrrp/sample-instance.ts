/** An instance to try things on: this router is 172.16.1.3 with priority 100, its peers live in the same network. */
import { settingsOf } from "../../src/config/block-config.ts";
import { vrrpInstance } from "../../src/config/keywords/vrrp-instance.ts";
import type { VirtualAddress, VrrpInstanceConfig } from "../../src/config/model.ts";
import type { ReceivedPacket } from "../../src/ports/packets.ts";
import { formatAddress, type IpAddress, parseAddress } from "../../src/values/address.ts";
import type { StepResult, VrrpEffect } from "../../src/vrrp/effect.ts";
import { createInstance, type VrrpInstance } from "../../src/vrrp/instance.ts";
import { step } from "../../src/vrrp/step.ts";
import { decodeVrrpV2, encodeVrrpV2, VRRP_GROUP } from "../../src/wire/vrrp-v2.ts";

export const SECOND_US = 1_000_000;
const PASSWORD = [0x31, 0x31, 0x31, 0x31, 0, 0, 0, 0];

export function ip(text: string): IpAddress {
  const address = parseAddress(text);
  if (address === undefined) throw new Error(`no address: ${text}`);
  return address;
}

export function virtualAddress(text: string, more: Partial<VirtualAddress> = {}): VirtualAddress {
  const place = { file: "keepalived.conf", line: 1, column: 1 };
  return { place, address: ip(text), prefixLength: 32, interfaceName: "eth1", scope: 0, ...more };
}

export function sampleConfig(more: Partial<VrrpInstanceConfig> = {}): VrrpInstanceConfig {
  return {
    place: { file: "keepalived.conf", line: 1, column: 1 },
    name: "VI_1",
    family: 4,
    version: 2,
    initialState: "BACKUP",
    interfaceName: "eth1",
    virtualRouterId: 50,
    priority: 100,
    advertIntervalUs: SECOND_US,
    preempt: true,
    authentication: { type: "PASS", password: PASSWORD },
    gratuitousArp: {
      delayUs: 5 * SECOND_US,
      repeat: 5,
      refreshUs: 0,
      refreshRepeat: 1,
      lowerPriorityDelayUs: 5 * SECOND_US,
      lowerPriorityRepeat: 5,
    },
    virtualAddresses: [virtualAddress("172.16.1.100")],
    settings: settingsOf(vrrpInstance.keywords, undefined),
    ...more,
  };
}

export const SAMPLE_SOURCE = ip("172.16.1.3");

/** Just started, at time 0, on a link that is up. */
export function started(more: Partial<VrrpInstanceConfig> = {}): StepResult {
  const facts = { linkUp: true, sourceAddress: SAMPLE_SOURCE };
  return step(createInstance(sampleConfig(more)), { kind: "start", facts, leftovers: [] }, 0);
}

/** Priority 255 is MASTER at once; everybody else's timer is let end at `atUs`. */
export function master(more: Partial<VrrpInstanceConfig> = {}, atUs = 10 * SECOND_US): VrrpInstance {
  return step(started(more).instance, { kind: "timer" }, atUs).instance;
}

export interface SampleAdvert {
  readonly from?: string;
  readonly priority?: number;
  readonly addresses?: readonly string[];
  readonly virtualRouterId?: number;
  readonly authenticationType?: number;
  readonly password?: readonly number[];
  readonly advertIntervalS?: number;
  readonly ttl?: number;
  readonly destination?: IpAddress;
  /** Changes the encoded bytes at will. */
  readonly bytes?: (payload: Uint8Array) => Uint8Array;
}

/** A packet of the router 172.16.1.2, valid in all that is not said otherwise. */
export function advertPacket(advert: SampleAdvert): ReceivedPacket {
  const payload = encodeVrrpV2({
    virtualRouterId: advert.virtualRouterId ?? 50,
    priority: advert.priority ?? 150,
    authenticationType: advert.authenticationType ?? 1,
    advertIntervalS: advert.advertIntervalS ?? 1,
    addresses: (advert.addresses ?? ["172.16.1.100"]).map(ip),
    authentication: advert.password ?? PASSWORD,
  });
  return {
    interfaceName: "eth1",
    source: ip(advert.from ?? "172.16.1.2"),
    destination: advert.destination ?? VRRP_GROUP,
    ttl: advert.ttl ?? 255,
    payload: advert.bytes === undefined ? payload : advert.bytes(payload),
  };
}

/** One line an effect, logs left out. */
export function acts(effects: readonly VrrpEffect[]): readonly string[] {
  return effects.filter(({ kind }) => kind !== "log").map(act);
}

function act(effect: VrrpEffect): string {
  switch (effect.kind) {
    case "send-advert": {
      const decoded = decodeVrrpV2(effect.payload);
      const priority = decoded.kind === "v2" ? decoded.packet.priority : decoded.kind;
      return `advert ${priority} from ${formatAddress(effect.source)}`;
    }
    case "add-addresses":
      return `add ${list(effect.addresses)}`;
    case "remove-addresses":
      return `remove ${list(effect.addresses)}`;
    case "gratuitous-arp":
      return `arp ${effect.repeat} x ${list(effect.addresses)}`;
    case "transition":
      return `${effect.from} -> ${effect.to}`;
    case "log":
      return `${effect.level}: ${effect.text}`;
  }
}

export function logs(effects: readonly VrrpEffect[]): readonly string[] {
  return effects.flatMap((effect) => (effect.kind === "log" ? [`${effect.level}: ${effect.text}`] : []));
}

function list(addresses: readonly VirtualAddress[]): string {
  return addresses.map(({ address, prefixLength }) => `${formatAddress(address)}/${prefixLength}`).join(" ");
}
