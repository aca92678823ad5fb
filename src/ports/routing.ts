/** What the program asks of the kernel's links and addresses (rtnetlink). */
import type { IpAddress } from "../values/address.ts";

export interface Link {
  readonly index: number;
  readonly name: string;
  readonly mtu: number;
  /** 6 bytes for Ethernet; empty where the link has none. */
  readonly mac: readonly number[];
  /** Administratively up and with carrier (IFF_UP and IFF_RUNNING). */
  readonly up: boolean;
  readonly loopback: boolean;
  readonly multicast: boolean;
  /** The name of its driver in rtnetlink (`macvlan`, `vrf`); physical links have none. */
  readonly kind?: string;
}

export interface InterfaceAddress {
  readonly interfaceIndex: number;
  readonly address: IpAddress;
  readonly prefixLength: number;
  /** rtnetlink(7) scope number. */
  readonly scope: number;
  readonly secondary: boolean;
  /** IFA_PROTO (Linux 5.18): 18 marks what a VRRP daemon added; undefined where the kernel has no such field. */
  readonly protocol?: number;
}

export interface AddressRequest {
  readonly interfaceIndex: number;
  readonly address: IpAddress;
  readonly prefixLength: number;
  readonly scope: number;
  readonly label?: string;
  readonly broadcast?: IpAddress;
}

/** Why the kernel refused: `code` is the errno's name (EEXIST), `message` holds its extended ACK text when it gave one. */
export interface KernelRefusal {
  readonly code: string;
  readonly message: string;
}

/** A change that the kernel announced; `resync` says that announcements were lost and all must be read again. */
export type RoutingEvent =
  | { readonly kind: "link"; readonly link: Link }
  | { readonly kind: "link-gone"; readonly index: number }
  | { readonly kind: "address"; readonly address: InterfaceAddress }
  | { readonly kind: "address-gone"; readonly address: InterfaceAddress }
  | { readonly kind: "resync" };

export interface Routing {
  links(): readonly Link[];
  addresses(): readonly InterfaceAddress[];
  /** Whether this machine is a router for IPv6 on that link; false where the link or IPv6 is missing. */
  forwardsIpv6(interfaceName: string): boolean;
  /** One batch; the answer has one place a request, undefined where it succeeded. */
  addAddresses(requests: readonly AddressRequest[]): readonly (KernelRefusal | undefined)[];
  removeAddresses(requests: readonly AddressRequest[]): readonly (KernelRefusal | undefined)[];
}

/** Where the kernel's announcements wait. */
export interface RoutingMonitor {
  /** Calls `listener` whenever announcements may be waiting. */
  onReadable(listener: () => void): void;
  /** Hands over every waiting announcement; returns when the socket is empty. */
  drain(onEvent: (event: RoutingEvent) => void): void;
}
