/** Ranges of addresses, both ends included. */
import { expect, test } from "vitest";
import { formatAddress, parseAddress } from "../../src/values/address.ts";
import { addressesIn, countAddresses, rangeOfNetwork } from "../../src/values/address-range.ts";

function range(first: string, last: string) {
  const [from, to] = [parseAddress(first), parseAddress(last)];
  if (from === undefined || to === undefined) throw new Error("no address");
  return { first: from, last: to };
}

test.each([
  ["192.168.1.255", "192.168.2.1", ["192.168.1.255", "192.168.2.0", "192.168.2.1"]],
  ["10.0.0.1", "10.0.0.1", ["10.0.0.1"]],
  ["fd00::fffe", "fd00::1:1", ["fd00::fffe", "fd00::ffff", "fd00::1:0", "fd00::1:1"]],
])("from %s to %s", (first, last, all) => {
  const found = range(first, last);
  expect(addressesIn(found).map(formatAddress)).toEqual(all);
  expect(countAddresses(found)).toBe(BigInt(all.length));
});

test("a network has its first and its last address, and its size is known without counting", () => {
  const { first } = range("192.168.201.4", "192.168.201.4");
  expect(addressesIn(rangeOfNetwork(first, 30)).map(formatAddress)).toEqual(
    [4, 5, 6, 7].map((last) => `192.168.201.${last}`),
  );
  expect(countAddresses(rangeOfNetwork(range("fd00::", "fd00::").first, 64))).toBe(2n ** 64n);
});
