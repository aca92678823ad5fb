/** The scanner of large dumps reads what the parser of single messages reads. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAttributes } from "../../src/netlink/attribute.ts";
import { AttributeScanner } from "../../src/netlink/attribute-scanner.ts";

const scanner = new AttributeScanner();

/** Bytes that are mostly attributes, cut or lengthened somewhere. */
const attributes = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 70 }),
      fc.uint8Array({ maxLength: 9 }),
      fc.integer({ min: 0, max: 40 }),
    ),
  )
  .map((rows) =>
    rows.flatMap(([type, payload, wrong]) => {
      const length = wrong === 40 ? 3 : 4 + payload.length + (wrong === 39 ? 5 : 0);
      const padding = new Array<number>((4 - (payload.length % 4)) % 4).fill(0);
      return [length, 0, type, 0, ...payload, ...padding];
    }),
  );

test("the same attributes at the same places, or none, wherever they lie", () => {
  fc.assert(
    fc.property(attributes, fc.nat(20), fc.nat(3), (bytes, before, cut) => {
      const part = Uint8Array.from(bytes.slice(0, bytes.length - cut));
      const whole = new Uint8Array(4 + before + part.length + 8).fill(0xff);
      const start = 4 + before;
      whole.set(part, start);
      const parsed = parseAttributes(part);
      expect(scanner.scan(whole, start, start + part.length)).toBe("value" in parsed);
      if (!("value" in parsed)) return;
      for (let type = 0; type < 64; type++) {
        expect(scanner.get(type)).toEqual(parsed.value.get(type));
        const at = parsed.value.find(type, 5);
        expect(scanner.find(type, 5)).toBe(at === undefined ? undefined : at + start);
      }
    }),
  );
});

test("what one scan found is gone with the next", () => {
  const bytes = Uint8Array.of(0, 0, 0, 0, 6, 0, 5, 0, 7, 8, 0, 0);
  expect(scanner.scan(bytes, 4, 12)).toBe(true);
  expect(scanner.get(5)).toEqual(Uint8Array.of(7, 8));
  expect(scanner.scan(bytes, 4, 4)).toBe(true);
  expect(scanner.get(5)).toBeUndefined();
  expect(scanner.scanInside(scanner, 5)).toBe(false);
});
