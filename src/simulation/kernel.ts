/** A kernel with one Ethernet link and its addresses in memory; it refuses what Linux refuses. */
import type {
  AddressRequest,
  InterfaceAddress,
  KernelRefusal,
  Link,
  Routing,
  RoutingEvent,
} from "../ports/routing.ts";
import { addressesEqual } from "../values/address.ts";

export interface KernelObserver {
  /** What goes to the multicast groups of rtnetlink(7). */
  announce(event: RoutingEvent): void;
  added(address: InterfaceAddress): void;
  removed(address: InterfaceAddress): void;
}

export class SimulatedKernel implements Routing {
  #link: Link;
  #addresses: readonly InterfaceAddress[] = [];
  readonly #observer: KernelObserver;

  constructor(link: Link, observer: KernelObserver) {
    this.#link = link;
    this.#observer = observer;
  }

  links(): readonly Link[] {
    return [this.#link];
  }

  addresses(): readonly InterfaceAddress[] {
    return this.#addresses;
  }

  forwardsIpv6(): boolean {
    return false;
  }

  addAddresses(requests: readonly AddressRequest[]): readonly (KernelRefusal | undefined)[] {
    return requests.map((request) => this.#add(request));
  }

  removeAddresses(requests: readonly AddressRequest[]): readonly (KernelRefusal | undefined)[] {
    return requests.map((request) => this.#remove(request));
  }

  setLinkUp(up: boolean): void {
    if (this.#link.up === up) return;
    this.#link = { ...this.#link, up };
    this.#observer.announce({ kind: "link", link: this.#link });
  }

  /** The machine lost power: all addresses are gone, and nobody is left to be told. */
  reset(): void {
    for (const address of this.#addresses) this.#observer.removed(address);
    this.#addresses = [];
  }

  #add(request: AddressRequest): KernelRefusal | undefined {
    if (request.interfaceIndex !== this.#link.index) return refusal("ENODEV", "No such device");
    if (request.prefixLength > request.address.bytes.length * 8)
      return refusal("EINVAL", "Invalid prefix length");
    // The prefix length tells IPv4 addresses apart, but not IPv6 addresses.
    const isPresent = (present: InterfaceAddress) =>
      request.address.family === 4
        ? isSame(present, request)
        : addressesEqual(present.address, request.address);
    if (this.#addresses.some(isPresent)) {
      return refusal("EEXIST", "Address already assigned");
    }
    const { interfaceIndex, address, prefixLength, scope } = request;
    // Linux calls an IPv4 address secondary when an earlier one of the link has the same network and length.
    const secondary =
      address.family === 4 &&
      this.#addresses.some(
        (present) =>
          present.address.family === 4 &&
          present.prefixLength === prefixLength &&
          inOneNetwork(present, request),
      );
    const added: InterfaceAddress = { interfaceIndex, address, prefixLength, scope, secondary };
    this.#addresses = [...this.#addresses, added];
    this.#observer.announce({ kind: "address", address: added });
    this.#observer.added(added);
    return undefined;
  }

  #remove(request: AddressRequest): KernelRefusal | undefined {
    if (request.interfaceIndex !== this.#link.index) return refusal("ENODEV", "No such device");
    const gone = this.#addresses.find((present) => isSame(present, request));
    if (gone === undefined) return refusal("EADDRNOTAVAIL", "Address not found");
    // With promote_secondaries off, Linux deletes the secondaries of a primary address along with it.
    const alsoGone = gone.secondary
      ? []
      : this.#addresses.filter(
          (present) =>
            present.secondary && present.prefixLength === gone.prefixLength && inOneNetwork(present, gone),
        );
    const all = [...alsoGone, gone];
    this.#addresses = this.#addresses.filter((present) => !all.includes(present));
    for (const address of all) {
      this.#observer.announce({ kind: "address-gone", address });
      this.#observer.removed(address);
    }
    return undefined;
  }
}

function isSame(present: InterfaceAddress, request: AddressRequest): boolean {
  return present.prefixLength === request.prefixLength && addressesEqual(present.address, request.address);
}

function inOneNetwork(a: Pick<AddressRequest, "address" | "prefixLength">, b: typeof a): boolean {
  const network = ({ address, prefixLength }: typeof a): number => {
    const [w = 0, x = 0, y = 0, z = 0] = address.bytes;
    const bits = ((w << 24) | (x << 16) | (y << 8) | z) >>> 0;
    return prefixLength === 0 ? 0 : (bits & (~0 << (32 - prefixLength))) >>> 0;
  };
  return network(a) === network(b);
}

function refusal(code: string, message: string): KernelRefusal {
  return { code, message };
}
