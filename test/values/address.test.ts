/** Addresses from text and back, against Node's own reading of them. */
import { isIP } from "node:net";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressesEqual, compareAddresses, formatAddress, parseAddress } from "../../src/values/address.ts";

describe("addresses", () => {
  test.each([
    ["172.16.1.100", [172, 16, 1, 100]],
    ["0.0.0.0", [0, 0, 0, 0]],
    ["fe80::1", [0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]],
    ["::ffff:1.2.3.4", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 1, 2, 3, 4]],
    ["::", new Array(16).fill(0)],
  ])("%s", (text, bytes) => {
    expect(parseAddress(text)).toEqual({ family: bytes.length === 4 ? 4 : 6, bytes });
  });

  test.each([
    "",
    "1.2.3",
    "1.2.3.256",
    "010.0.0.1",
    "1.2.3.4.5",
    "1.2.3.4/24",
    "fe80::1%eth0",
    ":::",
    "1::2::3",
    "12345::",
    "::1.2.3",
    "1.2.3.4::92",
    "1.2.3.4::",
    "x",
  ])("'%s' is none", (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  test("IPv6 is written as RFC 5952 wants it", () => {
    const written = (text: string) => formatAddress(parseAddress(text) ?? { family: 4, bytes: [] });
    expect(written("2001:DB8:0:0:1:0:0:1")).toBe("2001:db8::1:0:0:1");
    expect(written("0:0:0:0:0:0:0:1")).toBe("::1");
    expect(written("1:0:2:0:3:0:4:0")).toBe("1:0:2:0:3:0:4:0");
  });

  test("what is written is read again as the same", () => {
    const bytes = fc.oneof(
      fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 4, maxLength: 4 }),
      fc.array(fc.constantFrom(0, 0, 0, 1, 255), { minLength: 16, maxLength: 16 }),
    );
    fc.assert(
      fc.property(bytes, (value) => {
        const address = { family: value.length === 4 ? 4 : 6, bytes: value } as const;
        const text = formatAddress(address);
        expect(isIP(text)).toBe(address.family);
        expect(parseAddress(text)).toEqual(address);
      }),
    );
  });

  test("text is an address exactly when Node takes it for one", () => {
    const text = fc.stringMatching(/^[0-9a-f:.]{0,20}$/);
    fc.assert(
      fc.property(text, (candidate) => {
        expect(parseAddress(candidate)?.family ?? 0).toBe(isIP(candidate));
      }),
      { numRuns: 2000 },
    );
  });

  test("order is that of unsigned numbers", () => {
    const [low, high] = [parseAddress("10.0.0.9"), parseAddress("10.0.0.200")];
    if (low === undefined || high === undefined) throw new Error("not read");
    expect(compareAddresses(low, high)).toBeLessThan(0);
    expect(compareAddresses(high, low)).toBeGreaterThan(0);
    expect(addressesEqual(low, { family: 4, bytes: [10, 0, 0, 9] })).toBe(true);
  });
});
