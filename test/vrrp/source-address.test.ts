/** The source of adverts is an address that stays. */
import { expect, test } from "vitest";
import type { InterfaceAddress } from "../../src/ports/routing.ts";
import { chooseSourceAddress } from "../../src/vrrp/source-address.ts";
import { ip } from "./sample-instance.ts";

function onLink(text: string, more: Partial<InterfaceAddress> = {}): InterfaceAddress {
  return { interfaceIndex: 2, address: ip(text), prefixLength: 24, scope: 0, secondary: false, ...more };
}

const choose = (addresses: readonly InterfaceAddress[], virtual: readonly string[] = [], current?: string) =>
  chooseSourceAddress(addresses, 2, 4, virtual.map(ip), current === undefined ? undefined : ip(current));

test("the first primary one", () => {
  const addresses = [onLink("10.0.0.1", { secondary: true }), onLink("10.0.0.2"), onLink("10.0.0.3")];
  expect(choose(addresses)).toEqual(ip("10.0.0.2"));
});

test("a secondary one rather than none", () => {
  expect(choose([onLink("10.0.0.1", { secondary: true })])).toEqual(ip("10.0.0.1"));
});

test("the one in use while it is there, then another", () => {
  const addresses = [onLink("10.0.0.2"), onLink("10.0.0.3")];
  expect(choose(addresses, [], "10.0.0.3")).toEqual(ip("10.0.0.3"));
  expect(choose(addresses.slice(0, 1), [], "10.0.0.3")).toEqual(ip("10.0.0.2"));
});

test("never a virtual one, nor of another link or family", () => {
  const addresses = [onLink("10.0.0.200"), onLink("10.0.0.1", { interfaceIndex: 3 }), onLink("fe80::1")];
  expect(choose(addresses, ["10.0.0.200"])).toBeUndefined();
});
