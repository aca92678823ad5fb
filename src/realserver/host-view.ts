/** A host as it is at one moment, as far as virtual addresses go: links, addresses, kernel settings. */
import type { InterfaceAddress, Link, Routing } from "../ports/routing.ts";
import type { Sysctl } from "../ports/sysctl.ts";
import { addressesEqual, formatAddress, type IpAddress } from "../values/address.ts";

export interface HostView {
  readonly links: readonly Link[];
  readonly addresses: readonly InterfaceAddress[];
  /** By its path below /proc/sys; undefined where the kernel has no such setting. */
  setting(path: string): number | undefined;
}

export function viewHost(routing: Routing, sysctl: Sysctl): HostView {
  return {
    links: routing.links(),
    addresses: routing.addresses(),
    setting: (path) => sysctl.read(path),
  };
}

/** An address on an interface, as it is asked for and as it is remembered. */
export interface PlacedAddress {
  readonly interfaceName: string;
  readonly address: IpAddress;
  readonly prefixLength: number;
  /** rtnetlink(7) scope number. */
  readonly scope: number;
  readonly label?: string;
  readonly broadcast?: IpAddress;
}

export function findLink(view: HostView, name: string): Link | undefined {
  return view.links.find((link) => link.name === name);
}

/** The name of the interface that carries it. */
export function carrierOf(view: HostView, address: InterfaceAddress): string {
  const link = view.links.find(({ index }) => index === address.interfaceIndex);
  return link?.name ?? `interface ${address.interfaceIndex}`;
}

/** Wherever it is and whatever its netmask. */
export function findAddress(view: HostView, address: IpAddress): readonly InterfaceAddress[] {
  return view.addresses.filter((one) => addressesEqual(one.address, address));
}

export function isPresent(view: HostView, wanted: PlacedAddress): boolean {
  const index = findLink(view, wanted.interfaceName)?.index;
  return findAddress(view, wanted.address).some(
    (one) => one.interfaceIndex === index && one.prefixLength === wanted.prefixLength,
  );
}

export function fullPrefix(address: IpAddress): number {
  return address.bytes.length * 8;
}

/** `172.16.1.100/32 on lo` */
export function placedText({ address, prefixLength, interfaceName }: PlacedAddress): string {
  return `${formatAddress(address)}/${prefixLength} on ${interfaceName}`;
}

export function samePlace(a: PlacedAddress, b: PlacedAddress): boolean {
  return (
    a.interfaceName === b.interfaceName &&
    a.prefixLength === b.prefixLength &&
    addressesEqual(a.address, b.address)
  );
}

/** The first address of the network that an address with this netmask makes. */
export function networkOf(address: IpAddress, prefixLength: number): IpAddress {
  const bytes = address.bytes.map((byte, index) => {
    const bits = Math.max(0, Math.min(8, prefixLength - index * 8));
    return byte & (0xff << (8 - bits)) & 0xff;
  });
  return { family: address.family, bytes };
}
