/** What a real server's host must look like for its virtual addresses: LVS direct routing and tunnelling. */
import type { TunnelDevice } from "../ports/links.ts";
import type { IpAddress } from "../values/address.ts";
import type { SettingValue } from "./change.ts";
import { findLink, fullPrefix, type HostView, type PlacedAddress } from "./host-view.ts";

/** What a setting is for: it goes back when nothing that is left needs it. */
export type Purpose = "arp" | "tunnel" | "forwarding";

export interface DesiredSetting extends SettingValue {
  readonly purpose: Purpose;
  /** Settings that the kernel changes with it, and what they become. */
  readonly followers?: readonly SettingValue[];
  /** What to set when it has gone back, because the kernel resets more than it changed. */
  readonly followersBack?: readonly SettingValue[];
}

export interface DesiredHost {
  readonly addresses: readonly PlacedAddress[];
  /** Interfaces that must be up. */
  readonly links: readonly string[];
  /** In the order of setting; the way back is the reverse. */
  readonly settings: readonly DesiredSetting[];
}

export const tunnelDevices: readonly TunnelDevice[] = ["tunl0", "ip6tnl0"];

/** A virtual address of this real server: one address wide, so that no other becomes local with it. */
export function virtualAddressOn(address: IpAddress, tunnelled: boolean): PlacedAddress {
  const tunnel = address.family === 4 ? "tunl0" : "ip6tnl0";
  return {
    interfaceName: tunnelled ? tunnel : "lo",
    address,
    prefixLength: fullPrefix(address),
    scope: 0,
  };
}

/**
 * IPv6 needs no settings: the kernel answers neighbour solicitations only for addresses of the interface that they
 * arrive on, so one on lo is never told to anyone (RFC 4861 7.2.3, net/ipv6/ndisc.c).
 */
export function desiredRealServer(addresses: readonly PlacedAddress[], view: HostView): DesiredHost {
  const ipv4 = addresses.filter(({ address }) => address.family === 4);
  return {
    addresses,
    links: [...new Set(addresses.map(({ interfaceName }) => interfaceName))],
    settings: [
      ...(ipv4.length === 0 ? [] : arpSettings),
      ...(ipv4.some(({ interfaceName }) => interfaceName === "tunl0") ? tunnelSettings(view) : []),
    ],
  };
}

/**
 * arp_ignore 1: an ARP request is answered only for addresses of the interface it came in by. arp_announce 2: ARP requests
 * of our own never carry the virtual address as their sender.
 */
const arpSettings: readonly DesiredSetting[] = ["all", "default", "lo"].flatMap((name) => [
  { path: arpIgnorePath(name), value: 1, purpose: "arp" },
  { path: arpAnnouncePath(name), value: 2, purpose: "arp" },
]);

export function arpIgnorePath(name: string): string {
  return `net/ipv4/conf/${name}/arp_ignore`;
}

export function arpAnnouncePath(name: string): string {
  return `net/ipv4/conf/${name}/arp_announce`;
}

export function rpFilterPath(name: string): string {
  return `net/ipv4/conf/${name}/rp_filter`;
}

/**
 * What leaves the tunnel has a client's address, to which the way leads by another interface: the reverse path filter would
 * drop it. The kernel takes the larger of `all` and the interface's own value, so `all` has to be 0; every other interface
 * gets what it had by `all` as its own.
 */
function tunnelSettings(view: HostView): DesiredSetting[] {
  const purpose = "tunnel";
  const all = view.setting(rpFilterPath("all")) ?? 0;
  const others = ["default", ...view.links.map(({ name }) => name)].filter(
    (name) => name !== "tunl0" && (view.setting(rpFilterPath(name)) ?? all) < all,
  );
  return [
    ...others.map((name) => ({ path: rpFilterPath(name), value: all, purpose }) as const),
    { path: rpFilterPath("tunl0"), value: 0, purpose },
    { path: rpFilterPath("all"), value: 0, purpose },
  ];
}

/** Tunnel devices that the addresses need and the host does not have. */
export function missingTunnels(addresses: readonly PlacedAddress[], view: HostView): readonly TunnelDevice[] {
  return tunnelDevices.filter(
    (device) =>
      findLink(view, device) === undefined && addresses.some(({ interfaceName }) => interfaceName === device),
  );
}
