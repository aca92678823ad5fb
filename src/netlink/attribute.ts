/** Netlink attributes (struct nlattr) as a map from type to bytes, and readers that never look past them. */
import { hostU16, hostU32, littleEndian } from "./byte-order.ts";
import type { Decoded } from "./decoded.ts";
import { aligned } from "./message.ts";

export const NLA_F_NESTED = 0x8000;
export const NLA_TYPE_MASK = 0x3fff;
const attributeHeaderBytes = 4;

/** Where attributes can be read from; their readers never look past one. */
export interface AttributeSource {
  readonly bytes: Uint8Array;
  /** The payload; shares memory with the message. */
  get(type: number): Uint8Array | undefined;
  /** Where the payload starts in `bytes`; undefined where there is none or it has fewer bytes. */
  find(type: number, atLeastBytes: number): number | undefined;
}

/**
 * The attributes of one message or nest. Only their places are noted: a dump has many that nobody asks for.
 * Of an attribute that occurs twice the last one counts, as in the kernel's own parser.
 */
export class Attributes implements AttributeSource {
  readonly bytes: Uint8Array;
  readonly #starts: ReadonlyMap<number, number>;

  /** `starts` holds where each type's attribute begins, with its header, wholly inside `bytes`. */
  constructor(bytes: Uint8Array, starts: ReadonlyMap<number, number>) {
    this.bytes = bytes;
    this.#starts = starts;
  }

  types(): number[] {
    return [...this.#starts.keys()];
  }

  get(type: number): Uint8Array | undefined {
    const start = this.#starts.get(type);
    if (start === undefined) return undefined;
    return this.bytes.subarray(start + attributeHeaderBytes, start + hostU16(this.bytes, start));
  }

  find(type: number, atLeastBytes: number): number | undefined {
    const start = this.#starts.get(type);
    if (start === undefined || hostU16(this.bytes, start) < attributeHeaderBytes + atLeastBytes)
      return undefined;
    return start + attributeHeaderBytes;
  }
}

/** Fewer than 4 bytes at the end are padding, as nla_parse() takes them. */
export function parseAttributes(bytes: Uint8Array): Decoded<Attributes> {
  const starts = new Map<number, number>();
  for (let offset = 0; bytes.length - offset >= attributeHeaderBytes; ) {
    const length = hostU16(bytes, offset);
    if (length < attributeHeaderBytes || length > bytes.length - offset) {
      return { reason: `attribute length ${length} with ${bytes.length - offset} bytes left` };
    }
    starts.set(hostU16(bytes, offset + 2) & NLA_TYPE_MASK, offset);
    offset += aligned(length);
  }
  return { value: new Attributes(bytes, starts) };
}

/** All readers answer undefined where the attribute is missing or too short for its type. */
export function readU8(attributes: AttributeSource, type: number): number | undefined {
  const at = attributes.find(type, 1);
  return at === undefined ? undefined : attributes.bytes[at];
}

export function readU16(attributes: AttributeSource, type: number): number | undefined {
  const at = attributes.find(type, 2);
  return at === undefined ? undefined : hostU16(attributes.bytes, at);
}

/** Ports travel in network order inside attributes. */
export function readU16NetworkOrder(attributes: AttributeSource, type: number): number | undefined {
  const at = attributes.find(type, 2);
  if (at === undefined) return undefined;
  return ((attributes.bytes[at] ?? 0) << 8) | (attributes.bytes[at + 1] ?? 0);
}

export function readU32(attributes: AttributeSource, type: number): number | undefined {
  const at = attributes.find(type, 4);
  return at === undefined ? undefined : hostU32(attributes.bytes, at);
}

export function readU64(attributes: AttributeSource, type: number): bigint | undefined {
  const at = attributes.find(type, 8);
  if (at === undefined) return undefined;
  const { buffer, byteOffset } = attributes.bytes;
  return new DataView(buffer, byteOffset + at, 8).getBigUint64(0, littleEndian);
}

/** The first `count` bytes as numbers. */
export function readBytes(attributes: AttributeSource, type: number, count: number): number[] | undefined {
  const at = attributes.find(type, count);
  if (at === undefined) return undefined;
  const numbers: number[] = [];
  for (let i = at; i < at + count; i++) numbers.push(attributes.bytes[i] ?? 0);
  return numbers;
}

/** Text up to its NUL, bytes beyond ASCII as Latin-1 (interface names may hold any byte). */
export function readText(attributes: AttributeSource, type: number): string | undefined {
  const payload = attributes.get(type);
  if (payload === undefined) return undefined;
  let text = "";
  for (const byte of payload) {
    if (byte === 0) break;
    text += String.fromCharCode(byte);
  }
  return text;
}

export function readNested(attributes: AttributeSource, type: number): Attributes | undefined {
  const payload = attributes.get(type);
  if (payload === undefined) return undefined;
  const nested = parseAttributes(payload);
  return "value" in nested ? nested.value : undefined;
}
