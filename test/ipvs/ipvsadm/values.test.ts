/** Numbers, addresses and names as ipvsadm takes them; every row was seen in ipvsadm 1.31. */
import { expect, test } from "vitest";
import { readEndpoint, readInetAton, readNumber } from "../../../src/ipvs/ipvsadm/values.ts";
import { formatAddress } from "../../../src/values/address.ts";
import { testNames } from "./read.ts";

test.each([
  ["20", 20],
  [" 20", 20],
  ["+20", 20],
  ["020", 20],
  ["-0", 0],
  ["0x20", undefined],
  ["20 ", undefined],
  ["1x", undefined],
  ["", undefined],
  ["-1", undefined],
  ["101", undefined],
  ["99999999999999999999999", undefined],
])("number %j is %s", (text, expected) => {
  expect(readNumber(text, 0, 100)).toBe(expected);
});

test.each([
  ["1.2.3.4", "1.2.3.4"],
  ["1.2.3", "1.2.0.3"],
  ["1.2", "1.0.0.2"],
  ["16909060", "1.2.3.4"],
  ["0x01020304", "1.2.3.4"],
  ["01.2.3.4", "1.2.3.4"],
  ["010.0.0.1", "8.0.0.1"],
  ["255.255.255", "255.255.0.255"],
  ["1.2.3.4 x", "1.2.3.4"],
  ["255.255.255.255", "255.255.255.255"],
  ["1.2.3.256", undefined],
  ["256.1.1.1", undefined],
  ["1.2.65536", undefined],
  ["4294967296", undefined],
  ["08.1.1.1", undefined],
  ["1.2.3.4.5", undefined],
  ["1.2.3.4.", undefined],
  ["1..3.4", undefined],
  [" 1.2.3.4", undefined],
  ["0x", undefined],
  ["", undefined],
])("inet_aton of %j is %s", (text, expected) => {
  const address = readInetAton(text);
  expect(address === undefined ? undefined : formatAddress(address)).toBe(expected);
});

test.each([
  ["1.2.3.4", "1.2.3.4 -"],
  ["1.2.3.4:80", "1.2.3.4 80"],
  ["1.2.3.4:http", "1.2.3.4 80"],
  ["1.2.3.4:+81", "1.2.3.4 81"],
  ["web01:0", "10.0.0.5 0"],
  ["[fd00::1]:80", "fd00::1 80"],
  ["[fd00::1]:http", "fd00::1 80"],
  ["fd00::1", "fd00::1 -"],
  ["fd00::1:80", "fd00::1:80 -"],
  ["[1.2.3.4]:80", "1.2.3.4 -"],
  ["[1.2.3.4:90]:80", "1.2.3.4 90"],
  ["[80]:90", "0.0.0.80 -"],
  ["0x50", "0.0.0.80 -"],
  ["80", undefined],
  ["http", undefined],
  ["[fd00::1]", undefined],
  ["[fd00::1]:", undefined],
  ["[fd00::1]80", undefined],
  ["[fd00::zz]:80", undefined],
  ["fd00::1]:80", undefined],
  ["[[fd00::1]]:80", undefined],
  ["1.2.3.4:", undefined],
  ["1.2.3.4:tftp", undefined],
  ["1.2.3.4:65536", undefined],
  ["1.2.3.4:80:81", undefined],
  [":80", undefined],
  ["", undefined],
])("endpoint %j is %s", (text, expected) => {
  const found = readEndpoint(text, "TCP", testNames);
  expect(found && `${formatAddress(found.address)} ${found.port ?? "-"}`).toBe(expected);
});

test("without a protocol ports have no names", () => {
  expect(readEndpoint("1.2.3.4:http", undefined, testNames)).toBeUndefined();
});
