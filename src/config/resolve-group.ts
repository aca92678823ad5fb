/** What the entries of a `virtual_server_group` mean for the service that uses it. */
import type { IpFamily } from "../values/address.ts";
import { countAddresses as countRange, rangeOfNetwork } from "../values/address-range.ts";
import type { Diagnostics } from "./diagnostic.ts";
import type { GroupEntry } from "./forms/address-range.ts";
import type { VirtualServerGroupConfig } from "./model.ts";
import { type ServiceBlock, sayOfService } from "./service-context.ts";

/** Undefined when there is no such group: keepalived leaves such a service out and takes the file for right. */
export function findGroup(
  block: ServiceBlock,
  groups: ReadonlyMap<string, VirtualServerGroupConfig>,
  diagnostics: Diagnostics,
): VirtualServerGroupConfig | undefined {
  if (block.head.kind !== "group") return undefined;
  const group = groups.get(block.head.group);
  if (group === undefined) {
    const text = "there is no virtual_server_group of this name, so nothing of the service runs";
    sayOfService({ block, diagnostics }, "group-unknown", "notice", block.at, text);
  }
  return group;
}

/** Whether all entries are of the service's family; keepalived leaves the service out otherwise, and takes the file for right. */
export function fitsGroup(
  block: ServiceBlock,
  group: VirtualServerGroupConfig,
  family: IpFamily,
  diagnostics: Diagnostics,
): boolean {
  const stranger = group.entries.find((entry) => (familyOfEntry(entry) ?? family) !== family);
  if (stranger === undefined) return true;
  const text = `it is of IPv${family} and its group has entries of IPv${familyOfEntry(stranger)}, so nothing of it runs: make a group for each family`;
  sayOfService({ block, diagnostics }, "address-family-mismatch", "notice", block.at, text);
  return false;
}

/** Firewall marks may have none. */
export function familyOfEntry(entry: GroupEntry): IpFamily | undefined {
  switch (entry.kind) {
    case "range":
      return entry.first.family;
    case "network":
      return entry.address.family;
    case "fwmark":
      return entry.family;
  }
}

/** How many services of the kernel's table a line asks for. */
export function countAddresses(entry: GroupEntry): bigint {
  switch (entry.kind) {
    case "range":
      return countRange(entry);
    case "network":
      return countRange(rangeOfNetwork(entry.address, entry.prefixLength));
    case "fwmark":
      return 1n;
  }
}

export function hasMarks(group: VirtualServerGroupConfig | undefined): boolean {
  return group?.entries.some(({ kind }) => kind === "fwmark") ?? false;
}

export function hasAddresses(group: VirtualServerGroupConfig | undefined): boolean {
  return group?.entries.some(({ kind }) => kind !== "fwmark") ?? false;
}

/** An address whose port is another one than this. */
export function hasOtherPort(group: VirtualServerGroupConfig | undefined, port: number): boolean {
  return group?.entries.some((entry) => entry.kind !== "fwmark" && entry.port !== port) ?? false;
}

/** An address that is meant with every port. */
export function hasEveryPort(group: VirtualServerGroupConfig | undefined): boolean {
  return group?.entries.some((entry) => entry.kind !== "fwmark" && entry.port === 0) ?? false;
}
