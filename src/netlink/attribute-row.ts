/** One attribute as one row of a table: its number, and how its value is written and read. */
import {
  type AttributeSource,
  type Attributes,
  readBytes,
  readNested,
  readText,
  readU8,
  readU16,
  readU16NetworkOrder,
  readU32,
  readU64,
} from "./attribute.ts";
import type { MessageWriter } from "./writer.ts";

export interface AttributeRow<Written, Read = Written> {
  readonly number: number;
  put(writer: MessageWriter, value: Written): void;
  /** undefined where the attribute is missing or too short. */
  get(attributes: AttributeSource): Read | undefined;
}

export function u8(number: number): AttributeRow<number> {
  return {
    number,
    put: (writer, value) => writer.attributeU8(number, value),
    get: (attributes) => readU8(attributes, number),
  };
}

export function u16(number: number): AttributeRow<number> {
  return {
    number,
    put: (writer, value) => writer.attributeU16(number, value),
    get: (attributes) => readU16(attributes, number),
  };
}

/** 16 bits in network order. */
export function port(number: number): AttributeRow<number> {
  return {
    number,
    put: (writer, value) => writer.attributeU16NetworkOrder(number, value),
    get: (attributes) => readU16NetworkOrder(attributes, number),
  };
}

export function u32(number: number): AttributeRow<number> {
  return {
    number,
    put: (writer, value) => writer.attributeU32(number, value),
    get: (attributes) => readU32(attributes, number),
  };
}

/** A counter that the kernel gives in 64 bits, or in 32 where it is an older kernel's. Never written. */
export function counter(number: number): Pick<AttributeRow<never, bigint>, "number" | "get"> {
  return {
    number,
    get: (attributes) => {
      const wide = readU64(attributes, number);
      if (wide !== undefined) return wide;
      const narrow = readU32(attributes, number);
      return narrow === undefined ? undefined : BigInt(narrow);
    },
  };
}

export function text(number: number): AttributeRow<string> {
  return {
    number,
    put: (writer, value) => writer.attributeText(number, value),
    get: (attributes) => readText(attributes, number),
  };
}

/** Raw bytes, filled with zeros up to `fieldBytes`; reading gives all of them, and undefined for fewer. */
export function bytes(number: number, fieldBytes: number): AttributeRow<ArrayLike<number>, number[]> {
  return {
    number,
    put: (writer, value) => writer.attributeBytes(number, value, fieldBytes),
    get: (attributes) => readBytes(attributes, number, fieldBytes),
  };
}

/** Written by a function that writes what is inside. */
export function nested(number: number): AttributeRow<() => void, Attributes> {
  return {
    number,
    put: (writer, writeInside) => {
      const start = writer.beginNest(number);
      writeInside();
      writer.endNest(start);
    },
    get: (attributes) => readNested(attributes, number),
  };
}
