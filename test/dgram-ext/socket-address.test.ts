/** Socket addresses to bytes and back, and the values that no struct can hold. */
import { describe, expect, test } from "vitest";
import { decodeSocketAddress, encodeSocketAddress, type SocketAddress } from "../../src/dgram-ext/index.ts";
import { type IpAddress, parseAddress } from "../../src/values/address.ts";

function ip(text: string): IpAddress {
  const address = parseAddress(text);
  if (address === undefined) throw new Error(text);
  return address;
}

const addresses: SocketAddress[] = [
  { family: "inet", address: ip("192.0.2.7"), port: 65535 },
  { family: "inet", address: ip("fe80::1"), port: 80, scopeId: 3 },
  { family: "netlink", pid: 4_294_967_295, groups: 0x8000_0001 },
  { family: "unix", path: "/run/x.sock" },
  { family: "unix", abstract: "a\0b" },
  { family: "unix", unnamed: true },
  {
    family: "packet",
    interfaceIndex: 7,
    protocol: 0x0806,
    hardwareType: 1,
    packetType: 3,
    hardwareAddress: Uint8Array.of(1, 2, 3, 4, 5, 6),
  },
];

test.each(addresses.map((address) => [JSON.stringify(address), address] as const))(
  "%s survives",
  (_, address) => {
    expect(decodeSocketAddress(encodeSocketAddress(address))).toEqual(address);
  },
);

describe("what does not fit is refused", () => {
  const wrong: [string, SocketAddress][] = [
    ["port", { family: "inet", address: ip("192.0.2.7"), port: 65536 }],
    ["port", { family: "inet", address: ip("192.0.2.7"), port: Number.NaN }],
    ["4 bytes", { family: "inet", address: { family: 4, bytes: [1, 2, 3] }, port: 1 }],
    ["16 bytes", { family: "inet", address: { family: 6, bytes: [1] }, port: 1 }],
    ["pid", { family: "netlink", pid: -1, groups: 0 }],
    ["interfaceIndex", { family: "packet", interfaceIndex: 2 ** 31, protocol: 0 }],
    ["at most 8", { family: "packet", interfaceIndex: 1, protocol: 0, hardwareAddress: new Uint8Array(9) }],
    ["at most 107", { family: "unix", path: "x".repeat(108) }],
    ["empty", { family: "unix", path: "" }],
    ["NUL", { family: "unix", path: "a\0b" }],
  ];
  test.each(wrong)("%s", (reason, address) => {
    expect(() => encodeSocketAddress(address)).toThrow(reason);
    expect(() => encodeSocketAddress(address)).toThrow(RangeError);
  });
});

test("bytes cut short, or of a strange family, are no address", () => {
  for (const address of addresses.filter(({ family }) => family !== "unix")) {
    const bytes = encodeSocketAddress(address);
    const minimum =
      address.family === "inet" && address.address.family === 4 ? 8 : Math.min(bytes.length, 12);
    for (let length = 0; length < minimum; length++) {
      expect(decodeSocketAddress(bytes.subarray(0, length))).toBeUndefined();
    }
  }
  expect(decodeSocketAddress(Uint8Array.of(200, 0, 1, 2, 3, 4))).toBeUndefined();
});
