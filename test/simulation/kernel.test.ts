/** The simulated kernel refuses what Linux refuses, and announces what Linux announces. */
import { expect, test } from "vitest";
import type { AddressRequest, RoutingEvent } from "../../src/ports/routing.ts";
import { SimulatedKernel } from "../../src/simulation/kernel.ts";
import { formatAddress, parseAddress } from "../../src/values/address.ts";

function kernel() {
  const announced: RoutingEvent[] = [];
  const link = { index: 2, name: "eth1", mtu: 1500, mac: [2, 0, 0, 0, 0, 1] };
  const made = new SimulatedKernel(
    { ...link, up: true, loopback: false, multicast: true },
    { announce: (event) => announced.push(event), added: () => undefined, removed: () => undefined },
  );
  return { kernel: made, announced };
}

function request(text: string, prefixLength = 32, interfaceIndex = 2): AddressRequest {
  const address = parseAddress(text);
  if (address === undefined) throw new Error(text);
  return { interfaceIndex, address, prefixLength, scope: 0 };
}

const texts = (made: SimulatedKernel) => made.addresses().map(({ address }) => formatAddress(address));

test("an address is added once", () => {
  const { kernel: made } = kernel();
  expect(made.addAddresses([request("10.0.0.200"), request("10.0.0.200")])).toEqual([
    undefined,
    { code: "EEXIST", message: "Address already assigned" },
  ]);
  expect(texts(made)).toEqual(["10.0.0.200"]);
});

test("the same address with another prefix length is another one", () => {
  const { kernel: made } = kernel();
  expect(made.addAddresses([request("10.0.0.200"), request("10.0.0.200", 24)])).toEqual([
    undefined,
    undefined,
  ]);
});

test("the same IPv6 address with another prefix length is the same one, until it is to be removed", () => {
  const { kernel: made } = kernel();
  expect(made.addAddresses([request("fd00::1", 128), request("fd00::1", 64)])).toMatchObject([
    undefined,
    { code: "EEXIST" },
  ]);
  expect(made.removeAddresses([request("fd00::1", 64), request("fd00::1", 128)])).toMatchObject([
    { code: "EADDRNOTAVAIL" },
    undefined,
  ]);
  expect(made.addAddresses([request("fd00::1", 129)])).toMatchObject([{ code: "EINVAL" }]);
});

test("what is not there cannot be removed", () => {
  const { kernel: made } = kernel();
  made.addAddresses([request("10.0.0.200")]);
  expect(made.removeAddresses([request("10.0.0.201"), request("10.0.0.200", 24)])).toMatchObject([
    { code: "EADDRNOTAVAIL" },
    { code: "EADDRNOTAVAIL" },
  ]);
  expect(texts(made)).toEqual(["10.0.0.200"]);
});

test("an unknown link and an impossible prefix length are refused", () => {
  const { kernel: made } = kernel();
  expect(made.addAddresses([request("10.0.0.1", 32, 3), request("10.0.0.1", 33)])).toMatchObject([
    { code: "ENODEV" },
    { code: "EINVAL" },
  ]);
});

test("a primary address takes its secondaries along", () => {
  const { kernel: made, announced } = kernel();
  made.addAddresses([request("10.0.0.1", 24), request("10.0.0.2", 24), request("10.0.1.1", 24)]);
  expect(made.addresses().map(({ secondary }) => secondary)).toEqual([false, true, false]);
  announced.length = 0;
  made.removeAddresses([request("10.0.0.1", 24)]);
  expect(texts(made)).toEqual(["10.0.1.1"]);
  expect(announced.map(({ kind }) => kind)).toEqual(["address-gone", "address-gone"]);
});

test("link changes are announced once", () => {
  const { kernel: made, announced } = kernel();
  made.setLinkUp(false);
  made.setLinkUp(false);
  expect(announced).toMatchObject([{ kind: "link", link: { up: false } }]);
  expect(made.links()).toMatchObject([{ name: "eth1", up: false }]);
});
