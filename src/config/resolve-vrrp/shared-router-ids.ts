/** Virtual router ids that two instances cannot both have. */
import { addressesEqual, formatAddress, type IpAddress } from "../../values/address.ts";
import { entriesOf, settingOf, spanOf } from "../block-node.ts";
import { virtualRouterId } from "../keywords/vrrp/identity.ts";
import { mcastDstIp, mcastSrcIp, unicastPeerKeyword, unicastSrcIp } from "../keywords/vrrp/packets.ts";
import type { VrrpInstanceConfig } from "../model.ts";
import type { InstanceBlock, InstanceReport } from "./instance-report.ts";

export interface ResolvedInstance {
  readonly block: InstanceBlock;
  readonly config: VrrpInstanceConfig;
  readonly report: InstanceReport;
}

/** Two instances with one id that hear each other's routers would take their advertisements for their own. */
export function refuseSharedRouterIds(instances: readonly ResolvedInstance[]): void {
  const users = new Map<string, ResolvedInstance[]>();
  for (const instance of instances) {
    const { interfaceName, family, virtualRouterId: id } = instance.config;
    const key = `${interfaceName} ${family} ${id}`;
    const before = users.get(key) ?? [];
    const first = before.find((other) => hearEachOther(other.block, instance.block));
    if (first !== undefined) sayShared(instance, first);
    users.set(key, [...before, instance]);
  }
}

function sayShared({ block, config, report }: ResolvedInstance, first: ResolvedInstance): void {
  const what = `virtual_router_id ${config.virtualRouterId} on ${config.interfaceName}`;
  const text = `has ${what} as ${first.config.name} has it, so VRRP cannot start: give one of them another number`;
  report.sayFatal("virtual-router-id-duplicate", spanOf(block, virtualRouterId), text);
}

/** By a peer that both have under one source address, or by one multicast group. */
function hearEachOther(one: InstanceBlock, other: InstanceBlock): boolean {
  const [peers, others] = [one, other].map((block) =>
    entriesOf(block, unicastPeerKeyword).map(({ value }) => value.address),
  ) as [IpAddress[], IpAddress[]];
  if (peers.length > 0 || others.length > 0) {
    return (
      sourceOf(one) === sourceOf(other) &&
      peers.some((peer) => others.some((candidate) => addressesEqual(peer, candidate)))
    );
  }
  return groupOf(one) === groupOf(other);
}

function sourceOf(block: InstanceBlock): string {
  const source = settingOf(block, unicastSrcIp) ?? settingOf(block, mcastSrcIp);
  return source === undefined ? "" : formatAddress(source);
}

/** VRRP's own group is how keepalived knows an instance that names none. */
function groupOf(block: InstanceBlock): string {
  const group = settingOf(block, mcastDstIp);
  const text = group === undefined ? "" : formatAddress(group);
  return text === "224.0.0.18" || text === "ff02::12" ? "" : text;
}
