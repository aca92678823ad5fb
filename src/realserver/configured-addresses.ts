/** The virtual addresses that a keepalived.conf gives its real servers to carry. */
import type { GroupEntry } from "../config/forms/address-range.ts";
import type { Config, RealServerConfig, ServiceConfig } from "../config/model.ts";
import { formatAddress, type IpAddress } from "../values/address.ts";
import { addressesIn, countAddresses, rangeOfNetwork } from "../values/address-range.ts";
import { virtualAddressOn } from "./desired.ts";
import type { PlacedAddress } from "./host-view.ts";

export interface ConfiguredAddresses {
  readonly addresses: readonly PlacedAddress[];
  /** What the reader of the result should know, in whole sentences. */
  readonly notes: readonly string[];
}

/** Of a group's network or range at most so many; more is rather a mistake than addresses for lo. */
export const groupLimit = 4096;

type Service = Pick<ServiceConfig, "realServers">;

/**
 * Those of services with real servers by DR or TUN. A firewall mark says nothing of addresses: for such services they are
 * those of the file's VRRP instances. An address of both kinds is taken for TUN, whose device serves both.
 */
export function configuredAddresses(config: Config): ConfiguredAddresses {
  const direct = new Map<string, IpAddress>();
  const tunnelled = new Map<string, IpAddress>();
  const notes: string[] = [];
  const take = (service: Service, addresses: readonly IpAddress[]) => {
    const methods = methodsOf(service.realServers);
    for (const address of addresses) {
      if (methods.has("DR")) direct.set(formatAddress(address), address);
      if (methods.has("TUN")) tunnelled.set(formatAddress(address), address);
    }
  };
  const virtual = config.vrrpInstances.flatMap((instance) =>
    instance.virtualAddresses.map(({ address }) => address),
  );
  for (const service of config.virtualServers) {
    take(service, service.key.kind === "address" ? [service.key.address] : virtual);
  }
  for (const service of config.groupServices) {
    for (const entry of service.entries) {
      take(service, entry.kind === "fwmark" ? virtual : entryAddresses(entry));
    }
  }
  const tunnelTypes = new Set([...config.virtualServers, ...config.groupServices].flatMap(foreignTunnels));
  for (const type of tunnelTypes)
    notes.push(
      `real servers by tunnel type ${type}: ${type === "gre" ? "gre0" : "a fou listener and its device"} is not set up here, only the addresses are`,
    );
  const devices = [...new Map([...direct, ...tunnelled])].map(([text, address]) =>
    virtualAddressOn(address, tunnelled.has(text)),
  );
  return { addresses: devices, notes };
}

function methodsOf(servers: readonly RealServerConfig[]): ReadonlySet<string> {
  return new Set(servers.map(({ forwarding }) => forwarding.method));
}

function foreignTunnels({ realServers }: Service): string[] {
  return realServers.flatMap(({ forwarding }) =>
    forwarding.method === "TUN" && forwarding.tunnel !== "ipip" ? [forwarding.tunnel] : [],
  );
}

type AddressEntry = Exclude<GroupEntry, { kind: "fwmark" }>;

/** Throws RangeError for more than the limit. */
function entryAddresses(entry: AddressEntry): readonly IpAddress[] {
  const range = entry.kind === "range" ? entry : rangeOfNetwork(entry.address, entry.prefixLength);
  const count = countAddresses(range);
  if (count <= BigInt(groupLimit)) return addressesIn(range);
  throw new RangeError(
    `the group's entry from ${formatAddress(range.first)} has ${count} addresses, of which at most ${groupLimit} can be put on a host: write a smaller one`,
  );
}
