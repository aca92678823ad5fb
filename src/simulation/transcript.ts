/** A run as lines that a network engineer can follow. */
import { formatAddress } from "../values/address.ts";
import { assertNever } from "../values/assert-never.ts";
import { decodeGratuitousArp } from "../wire/arp.ts";
import { decodeIpv4 } from "../wire/ipv4.ts";
import { decodeNeighborAdvertisement } from "../wire/neighbor-advertisement.ts";
import { decodeVrrpV2 } from "../wire/vrrp-v2.ts";
import type { Fault, Recorded, WireFrame } from "./record.ts";
import type { SimulationResult } from "./run.ts";
import { START_US } from "./scenario.ts";

const SECOND_US = 1_000_000;

/** Everything that is needed to find a broken seed's mistake; seconds count from the run's start. */
export function formatTranscript({ scenario, records, violations }: SimulationResult): string {
  const routers = scenario.routers.map(({ name, sourceAddress, config }) => {
    const preempt = config.preempt ? "" : " nopreempt";
    return `router ${name} ${formatAddress(sourceAddress)} priority ${config.priority}${preempt}`;
  });
  const events = records.map((record) => ({ atUs: record.atUs, text: describe(record) }));
  const broken = violations.map(({ atUs, rule, text }) => ({ atUs, text: `*** broken: ${rule}: ${text}` }));
  const lines = [...events, ...broken]
    .sort((a, b) => a.atUs - b.atUs)
    .map(({ atUs, text }) => `${((atUs - START_US) / SECOND_US).toFixed(6).padStart(11)}  ${text}`);
  return [`seed ${scenario.seed}`, ...routers, ...withoutRepeats(lines)].join("\n");
}

function withoutRepeats(lines: readonly string[]): readonly string[] {
  return lines.filter((line, index) => line !== lines[index - 1]);
}

function describe(record: Recorded): string {
  switch (record.kind) {
    case "sent":
      return `${record.host} sends ${describeFrame(record.frame)}`;
    case "delivered":
      return `${record.host} gets from ${record.from} ${describeFrame(record.frame)}`;
    case "address-added":
      return `${record.host} has ${formatAddress(record.address)}`;
    case "address-removed":
      return `${record.host} lost ${formatAddress(record.address)}`;
    case "fault":
      return `--- ${record.host}: ${describeFault(record.fault)}`;
    case "partition":
      return `--- LAN: ${[...record.parts].map(([name, part]) => `${name} in ${part}`).join(", ") || "whole"}`;
    case "calm":
      if (record.parts === undefined) return "--- end of calm";
      return `--- calm: ${record.parts.map((part) => part.join(" ")).join(" | ")}`;
    case "log":
      return `${record.host} logs ${record.text}`;
    default:
      return assertNever(record);
  }
}

function describeFrame(frame: WireFrame): string {
  const arp = frame.kind === "ethernet" ? decodeGratuitousArp(frame.bytes) : undefined;
  if (arp !== undefined) return `gratuitous ARP for ${formatAddress(arp.address)}`;
  const neighbor = frame.kind === "ethernet" ? decodeNeighborAdvertisement(frame.bytes) : undefined;
  if (neighbor !== undefined) return `neighbour advertisement for ${formatAddress(neighbor.address)}`;
  const ip = decodeIpv4(frame.bytes);
  const advert = ip.kind === "packet" ? decodeVrrpV2(ip.packet.payload) : undefined;
  return advert?.kind === "v2" ? `advert priority ${advert.packet.priority}` : "something else";
}

function describeFault(fault: Fault): string {
  switch (fault.kind) {
    case "cable":
      return fault.plugged ? "cable in" : "cable out";
    case "source-address":
      return fault.present ? "source address back" : "source address gone";
    case "address-deleted":
      return `somebody deletes ${formatAddress(fault.address)}`;
    default:
      return fault.kind;
  }
}
