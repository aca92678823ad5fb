/** What a director without a daemon must look like for a keepalived.conf: its addresses, forwarding, the table with every server in it. */
import type { Config, ServiceConfig } from "../config/model.ts";
import { desiredTable } from "../ipvs/desired.ts";
import { serviceKeys } from "../ipvs/service-keys.ts";
import type { IpvsTable } from "../ipvs/table.ts";
import type { SettingValue } from "../realserver/change.ts";
import type { DesiredHost, DesiredSetting } from "../realserver/desired.ts";
import { findAddress, fullPrefix, type HostView, type PlacedAddress } from "../realserver/host-view.ts";
import { addressesEqual, formatAddress, type IpAddress, type IpFamily } from "../values/address.ts";

export interface DesiredDirector {
  readonly host: DesiredHost;
  readonly table: IpvsTable;
  /** Not empty: nothing may be changed. Whole sentences. */
  readonly problems: readonly string[];
}

/** `device` carries the services' addresses that no VRRP instance of the file names. */
export function desiredDirector(config: Config, device: string | undefined, view: HostView): DesiredDirector {
  const services = [...config.virtualServers, ...config.groupServices];
  const virtual = config.vrrpInstances.flatMap(({ virtualAddresses }) => virtualAddresses.map(placed));
  const others = serviceAddresses(services).filter(
    (address) => !virtual.some((one) => addressesEqual(one.address, address)),
  );
  const homeless = others.filter(
    (address) => device === undefined && findAddress(view, address).length === 0,
  );
  const own = device === undefined ? [] : others.map((address) => onDevice(address, device));
  return {
    host: { addresses: [...virtual, ...own], links: [], settings: forwardingSettings(services, view) },
    table: desiredTable(services, () => true),
    problems: homeless.map(
      (address) =>
        `no vrrp_instance of the file has ${formatAddress(address)}, and no interface carries it: name the interface that shall by --dev`,
    ),
  };
}

function placed(virtual: Config["vrrpInstances"][number]["virtualAddresses"][number]): PlacedAddress {
  const { place: _, ...rest } = virtual;
  return rest;
}

function onDevice(address: IpAddress, interfaceName: string): PlacedAddress {
  return { interfaceName, address, prefixLength: fullPrefix(address), scope: 0 };
}

function serviceAddresses(services: readonly ServiceConfig[]): readonly IpAddress[] {
  const found = new Map<string, IpAddress>();
  for (const key of services.flatMap(serviceKeys))
    if (key.kind === "address") found.set(formatAddress(key.address), key.address);
  return [...found.values()];
}

/** Only NAT brings the servers' answers back through the director, which then has to forward them. */
function forwardingSettings(services: readonly ServiceConfig[], view: HostView): DesiredSetting[] {
  const families = new Set<IpFamily>();
  for (const { realServers } of services)
    for (const { forwarding, address } of realServers)
      if (forwarding.method === "NAT") families.add(address.family);
  return [...(families.has(4) ? [forwarding4(view)] : []), ...(families.has(6) ? [forwarding6(view)] : [])];
}

/** Writing ip_forward also sets `forwarding` of every interface and the opposite in accept_redirects of `all` (net/ipv4/devinet.c, inet_forward_change). */
function forwarding4(view: HostView): DesiredSetting {
  const redirects = "net/ipv4/conf/all/accept_redirects";
  const interfaces = ["default", ...view.links.map(({ name }) => name)].map((name) => ({
    path: `net/ipv4/conf/${name}/forwarding`,
    value: 0,
  }));
  return {
    path: "net/ipv4/ip_forward",
    value: 1,
    purpose: "forwarding",
    followers: changed([{ path: redirects, value: 0 }], view),
    followersBack: unlike([{ path: redirects, value: 1 }, ...interfaces], view),
  };
}

/** Writing it also sets `forwarding` of every interface. */
function forwarding6(view: HostView): DesiredSetting {
  const interfaces = ["default", ...view.links.map(({ name }) => name)].map((name) => ({
    path: `net/ipv6/conf/${name}/forwarding`,
    value: 0,
  }));
  const path = "net/ipv6/conf/all/forwarding";
  return { path, value: 1, purpose: "forwarding", followersBack: unlike(interfaces, view) };
}

function changed(settings: readonly SettingValue[], view: HostView): SettingValue[] {
  return settings.filter(({ path, value }) => (view.setting(path) ?? value) !== value);
}

/** What the kernel's reset would not bring back: these values have to be written again. */
function unlike(resets: readonly SettingValue[], view: HostView): SettingValue[] {
  return resets.flatMap(({ path, value }) => {
    const before = view.setting(path);
    return before === undefined || before === value ? [] : [{ path, value: before }];
  });
}
