/** Messages and attributes: one test per way to be wrong, and garbage into every decoder. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeDestination, decodeInfo, decodeService } from "../../src/ipvs/decode.ts";
import {
  type Attributes,
  parseAttributes,
  readBytes,
  readNested,
  readText,
  readU8,
  readU16,
  readU16NetworkOrder,
  readU32,
} from "../../src/netlink/attribute.ts";
import type { Decoded } from "../../src/netlink/decoded.ts";
import { decodeInterfaceAddress } from "../../src/netlink/interface-address.ts";
import { decodeLink } from "../../src/netlink/link.ts";
import { parseMessages } from "../../src/netlink/message.ts";
import { decodeNotifications } from "../../src/netlink/notification.ts";
import { parseDoneMessage, parseErrorMessage } from "../../src/netlink/refusal.ts";
import { MessageWriter } from "../../src/netlink/writer.ts";

function bytes(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex"));
}

function attributes(hex: string): Attributes {
  const parsed = parseAttributes(bytes(hex));
  if ("reason" in parsed) throw new Error(parsed.reason);
  return parsed.value;
}

function contents(parsed: Decoded<Attributes | undefined>): Map<number, Uint8Array | undefined> | undefined {
  const value = "value" in parsed ? parsed.value : undefined;
  return value && new Map(value.types().map((type) => [type, value.get(type)]));
}

/** Written as bytes: these tests hold on little-endian machines, where the golden captures were made. */
const ack = "24000000 0200 0001 07000000 00000000 00000000 20000000 1000 0500 07000000 00000000";

describe("messages", () => {
  test("a datagram of two, the first padded", () => {
    const parsed = parseMessages(bytes(`11000000 0300 0200 05000000 00000000 aa000000 ${ack}`));
    expect(parsed).toMatchObject({
      value: [
        { type: 3, flags: 2, sequence: 5, payload: Uint8Array.of(0xaa) },
        { type: 2, flags: 0x100, sequence: 7 },
      ],
    });
  });

  test("NLMSG_NOOP is left out", () => {
    expect(parseMessages(bytes("10000000 0100 0000 05000000 00000000"))).toEqual({ value: [] });
  });

  test.each([
    ["a cut header", "100000000300"],
    ["a length below the header's", "0f000000 0300 0000 05000000 00000000"],
    ["a length beyond the datagram", "14000000 0300 0000 05000000 00000000"],
  ])("%s gives a reason", (_, hex) => {
    expect(parseMessages(bytes(hex))).toHaveProperty("reason");
  });
});

describe("attributes", () => {
  test("flag bits are no part of the type; of two the last counts", () => {
    const parsed = parseAttributes(bytes("05000180 01000000 0500 0100 02000000"));
    expect(contents(parsed)).toEqual(new Map([[1, Uint8Array.of(2)]]));
  });

  test.each([
    ["a length below the header's", "03000100"],
    ["a length beyond the end", "09000100 00000000"],
  ])("%s gives a reason", (_, hex) => {
    expect(parseAttributes(bytes(hex))).toHaveProperty("reason");
  });

  test("readers never look past a short value", () => {
    const short = attributes("05000100 01000000");
    expect(readU8(short, 1)).toBe(1);
    expect(readU16(short, 1)).toBeUndefined();
    expect(readU16NetworkOrder(short, 1)).toBeUndefined();
    expect(readU32(short, 1)).toBeUndefined();
    expect(readBytes(short, 1, 2)).toBeUndefined();
    expect(readU32(short, 2)).toBeUndefined();
  });

  test("values are read in their byte order", () => {
    const some = attributes("08000100 0a0b0c0d");
    expect(readU8(some, 1)).toBe(0x0a);
    expect(readU16(some, 1)).toBe(0x0b0a);
    expect(readU16NetworkOrder(some, 1)).toBe(0x0a0b);
    expect(readU32(some, 1)).toBe(0x0d0c0b0a);
    expect(readU32(attributes("08000100 ffffffff"), 1)).toBe(0xffff_ffff);
    expect(readBytes(some, 1, 3)).toEqual([10, 11, 12]);
  });

  test("text ends at its NUL or with the attribute", () => {
    expect(readText(attributes("06000100 72720000"), 1)).toBe("rr");
    expect(readText(attributes("08000100 72720061"), 1)).toBe("rr");
  });

  test("a nest that cannot be read is as one that is missing", () => {
    expect(contents({ value: readNested(attributes("06000100 ff000000"), 1) })).toEqual(new Map());
    expect(readNested(attributes("08000100 ff000100"), 1)).toBeUndefined();
  });
});

describe("verdicts", () => {
  const message = (flags: number, hex: string) => ({ type: 2, flags, sequence: 7, payload: bytes(hex) });
  const request = "20000000 1000 0500 07000000 00000000";

  test("error 0 is success", () => {
    expect(parseErrorMessage(message(0x100, `00000000 ${request}`))).toEqual({ value: undefined });
  });

  test("without text, the errno in words", () => {
    expect(parseErrorMessage(message(0x100, `efffffff ${request}`))).toEqual({
      value: { code: "EEXIST", message: "exists already" },
    });
  });

  test("the extended ACK text behind a capped request", () => {
    const text = "08000100 6e6f0000";
    expect(parseErrorMessage(message(0x300, `eaffffff ${request} ${text}`))).toEqual({
      value: { code: "EINVAL", message: "no" },
    });
  });

  test("the extended ACK text behind a whole request", () => {
    const rest = "00".repeat(16);
    expect(parseErrorMessage(message(0x200, `eaffffff ${request} ${rest} 08000100 6e6f0000`))).toEqual({
      value: { code: "EINVAL", message: "no" },
    });
  });

  test("an unreadable text leaves the errno", () => {
    expect(parseErrorMessage(message(0x300, `eaffffff ${request} ff000100`))).toEqual({
      value: { code: "EINVAL", message: "invalid argument" },
    });
  });

  test("a short error message gives a reason", () => {
    expect(parseErrorMessage(message(0, "eaffffff"))).toHaveProperty("reason");
  });

  test("NLMSG_DONE carries the errno of a failed dump", () => {
    expect(parseDoneMessage(message(2, "00000000"))).toBeUndefined();
    expect(parseDoneMessage(message(2, ""))).toBeUndefined();
    expect(parseDoneMessage(message(2, "f3ffffff"))).toMatchObject({ code: "EACCES" });
  });
});

test("what the writer writes can be read, whatever was in its buffer before", () => {
  const value = fc.uint8Array({ maxLength: 40 });
  const messages = fc.array(fc.array(fc.tuple(fc.integer({ min: 1, max: 100 }), value), { maxLength: 5 }));
  const writer = new MessageWriter();
  fc.assert(
    fc.property(messages, (wanted) => {
      writer.clear();
      const first = writer.sequence + 1;
      for (const attributes of wanted) {
        writer.begin(20, 1);
        writer.u32(0xdead_beef);
        const nest = writer.beginNest(7);
        for (const [type, content] of attributes) writer.attributeBytes(type, content);
        writer.endNest(nest);
        writer.end();
      }
      const parsed = parseMessages(writer.datagram);
      if ("reason" in parsed) throw new Error(parsed.reason);
      expect(parsed.value.map((message) => message.sequence)).toEqual(
        wanted.map((_, index) => first + index),
      );
      for (const [index, message] of parsed.value.entries()) {
        const outer = parseAttributes(message.payload.subarray(4));
        if ("reason" in outer) throw new Error(outer.reason);
        expect(contents({ value: readNested(outer.value, 7) })).toEqual(new Map(wanted[index]));
      }
    }),
    { numRuns: 200 },
  );
});

test("padding and short addresses are zeros in a reused buffer", () => {
  const writer = new MessageWriter();
  const write = () => {
    writer.clear();
    writer.attributeU8(1, 9);
    writer.attributeText(2, "abc12");
    writer.attributeBytes(3, [1, 2, 3, 4], 16);
    return writer.datagram.slice();
  };
  const clean = write();
  writer.clear();
  writer.attributeBytes(1, new Uint8Array(200).fill(0xff));
  expect(write()).toEqual(clean);
  expect(Buffer.from(clean).toString("hex")).toBe(
    `0500010009000000${"0a0002006162633132000000"}${"14000300"}01020304${"00".repeat(12)}`,
  );
});

test("a link tells its kind, unless it is a physical one", () => {
  const header = "0000 0100 05000000 43100000 00000000";
  const name = "0700 0300 76310000";
  const macvlan = "1000 1200 0c00 0100 6d6163766c616e00";
  const link = { index: 5, name: "v1", mtu: 0, mac: [], up: true, loopback: false, multicast: true };
  expect(decodeLink(bytes(`${header} ${name}`))).toEqual({ value: link });
  expect(decodeLink(bytes(`${header} ${name} ${macvlan}`))).toEqual({ value: { ...link, kind: "macvlan" } });
});

test("garbage never throws", () => {
  // Lengths and types that fit are rare in random bytes, so some of the garbage is nearly right.
  const nearly = fc
    .array(
      fc.tuple(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 24 }),
        fc.uint8Array({ maxLength: 40 }),
      ),
      { maxLength: 8 },
    )
    .map((parts) => Uint8Array.from(parts.flatMap(([length, type, rest]) => [length, 0, type, 0, ...rest])));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), nearly), fc.nat(0xffff), (garbage, flags) => {
      const message = { type: 2, flags, sequence: 1, payload: garbage };
      parseMessages(garbage);
      parseAttributes(garbage);
      parseErrorMessage(message);
      parseDoneMessage(message);
      decodeLink(garbage);
      decodeInterfaceAddress(garbage);
      decodeNotifications(garbage);
      decodeService(garbage);
      decodeDestination(garbage, 4);
      decodeDestination(garbage, 6);
      decodeInfo(garbage);
    }),
    { numRuns: 3000 },
  );
});
