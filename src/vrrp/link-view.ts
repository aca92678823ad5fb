/** The kernel's links and addresses as last read or announced. */
import type { InterfaceAddress, Link, Routing, RoutingEvent } from "../ports/routing.ts";
import { addressesEqual } from "../values/address.ts";
import { assertNever } from "../values/assert-never.ts";

export class LinkView {
  readonly #routing: Routing;
  #links = new Map<number, Link>();
  #addresses: InterfaceAddress[] = [];

  constructor(routing: Routing) {
    this.#routing = routing;
    this.refresh();
  }

  get addresses(): readonly InterfaceAddress[] {
    return this.#addresses;
  }

  link(name: string): Link | undefined {
    for (const link of this.#links.values()) if (link.name === name) return link;
    return undefined;
  }

  /** Reads everything again: at start, and when announcements were lost. */
  refresh(): void {
    this.#links = new Map(this.#routing.links().map((link) => [link.index, link]));
    this.#addresses = [...this.#routing.addresses()];
  }

  apply(event: RoutingEvent): void {
    switch (event.kind) {
      case "link":
        this.#links.set(event.link.index, event.link);
        return;
      case "link-gone":
        this.#links.delete(event.index);
        this.#addresses = this.#addresses.filter((address) => address.interfaceIndex !== event.index);
        return;
      case "address":
        this.#forget(event.address);
        this.#addresses.push(event.address);
        return;
      case "address-gone":
        this.#forget(event.address);
        return;
      case "resync":
        this.refresh();
        return;
      default:
        assertNever(event);
    }
  }

  has(interfaceIndex: number, address: InterfaceAddress["address"], prefixLength: number): boolean {
    return this.#addresses.some(
      (one) =>
        one.interfaceIndex === interfaceIndex &&
        one.prefixLength === prefixLength &&
        addressesEqual(one.address, address),
    );
  }

  #forget(gone: InterfaceAddress): void {
    this.#addresses = this.#addresses.filter(
      (one) =>
        one.interfaceIndex !== gone.interfaceIndex ||
        one.prefixLength !== gone.prefixLength ||
        !addressesEqual(one.address, gone.address),
    );
  }
}
