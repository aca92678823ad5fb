/** What an outsider sees of a run: adverts and ARP on the wire, addresses in the kernels, and the faults that were made. */
import { formatAddress } from "../values/address.ts";
import { assertNever } from "../values/assert-never.ts";
import { decodeGratuitousArp } from "../wire/arp.ts";
import { decodeIpv4 } from "../wire/ipv4.ts";
import { decodeVrrpV2 } from "../wire/vrrp-v2.ts";
import type { Fault, Recorded, WireFrame } from "./record.ts";
import type { Scenario } from "./scenario.ts";

export type Observation = { readonly atUs: number } & (
  | { readonly kind: "advert"; readonly host: string; readonly priority: number }
  /** Read by a running process of that host; what came during a stall is read when it ends. */
  | { readonly kind: "heard"; readonly host: string; readonly from: string; readonly priority: number }
  | { readonly kind: "arp"; readonly host: string; readonly address: string }
  | { readonly kind: "added" | "removed"; readonly host: string; readonly address: string }
  | { readonly kind: "fault"; readonly host: string; readonly fault: Fault }
  | { readonly kind: "calm"; readonly parts: readonly (readonly string[])[] | undefined }
);

type Heard = Extract<Observation, { kind: "heard" }>;

/** The virtual addresses only, and no packet of a stranger: those count for nothing. */
export function observe(scenario: Scenario, records: readonly Recorded[]): readonly Observation[] {
  const members = new Set(scenario.routers.map(({ name }) => name));
  const virtual = new Set(scenario.virtualAddresses.map(formatAddress));
  const stalled = new Map<string, Heard[]>();
  const observations: Observation[] = [];
  for (const record of records) {
    for (const seen of observeOne(record)) {
      if ("host" in seen && !members.has(seen.host)) continue;
      if ((seen.kind === "added" || seen.kind === "removed") && !virtual.has(seen.address)) continue;
      if (seen.kind === "heard") {
        if (!members.has(seen.from)) continue;
        const unread = stalled.get(seen.host);
        if (unread === undefined) observations.push(seen);
        else unread.push(seen);
        continue;
      }
      observations.push(seen);
      if (seen.kind === "fault")
        observations.push(...readAfterStall(seen.host, seen.fault, seen.atUs, stalled));
    }
  }
  return observations;
}

function readAfterStall(
  host: string,
  fault: Fault,
  atUs: number,
  stalled: Map<string, Heard[]>,
): readonly Observation[] {
  if (fault.kind === "stall") stalled.set(host, []);
  const unread = stalled.get(host);
  if (unread === undefined || !["continue", "kill", "power-off"].includes(fault.kind)) return [];
  stalled.delete(host);
  return fault.kind === "continue" ? unread.map((heard) => ({ ...heard, atUs })) : [];
}

function observeOne(record: Recorded): readonly Observation[] {
  const { atUs } = record;
  switch (record.kind) {
    case "sent": {
      const { host } = record;
      const arp = record.frame.kind === "ethernet" ? decodeGratuitousArp(record.frame.bytes) : undefined;
      if (arp !== undefined) return [{ atUs, kind: "arp", host, address: formatAddress(arp.address) }];
      const priority = advertPriority(record.frame);
      return priority === undefined ? [] : [{ atUs, kind: "advert", host, priority }];
    }
    case "delivered": {
      const { host, from } = record;
      const priority = advertPriority(record.frame);
      return priority === undefined ? [] : [{ atUs, kind: "heard", host, from, priority }];
    }
    case "address-added":
      return [{ atUs, kind: "added", host: record.host, address: formatAddress(record.address) }];
    case "address-removed":
      return [{ atUs, kind: "removed", host: record.host, address: formatAddress(record.address) }];
    case "fault":
      return [{ atUs, kind: "fault", host: record.host, fault: record.fault }];
    case "calm":
      return [{ atUs, kind: "calm", parts: record.parts }];
    case "partition":
    case "log":
      return [];
    default:
      return assertNever(record);
  }
}

/** Of an advert; each frame is read once, however many hosts get it. */
const priorities = new WeakMap<WireFrame, number | "none">();

function advertPriority(frame: WireFrame): number | undefined {
  const known = priorities.get(frame) ?? readPriority(frame) ?? "none";
  priorities.set(frame, known);
  return known === "none" ? undefined : known;
}

function readPriority(frame: WireFrame): number | undefined {
  if (frame.kind !== "ipv4") return undefined;
  const decoded = decodeIpv4(frame.bytes);
  if (decoded.kind === "bad") return undefined;
  const advert = decodeVrrpV2(decoded.packet.payload);
  return advert.kind === "v2" ? advert.packet.priority : undefined;
}
