/** Netlink attributes (struct nlattr) as a map from type to bytes, and readers that never look past them. */
import { littleEndian } from "./byte-order.ts";
import type { Decoded } from "./decoded.ts";
import { aligned, viewOf } from "./message.ts";

export const NLA_F_NESTED = 0x8000;
const NLA_TYPE_MASK = 0x3fff;
const attributeHeaderBytes = 4;

/** Of an attribute that occurs twice the last one counts, as in the kernel's own parser. */
export type Attributes = ReadonlyMap<number, Uint8Array>;

/** Fewer than 4 bytes at the end are padding, as nla_parse() takes them. */
export function parseAttributes(bytes: Uint8Array): Decoded<Attributes> {
  const view = viewOf(bytes);
  const attributes = new Map<number, Uint8Array>();
  for (let offset = 0; bytes.length - offset >= attributeHeaderBytes; ) {
    const length = view.getUint16(offset, littleEndian);
    if (length < attributeHeaderBytes || length > bytes.length - offset) {
      return { reason: `attribute length ${length} with ${bytes.length - offset} bytes left` };
    }
    const type = view.getUint16(offset + 2, littleEndian) & NLA_TYPE_MASK;
    attributes.set(type, bytes.subarray(offset + attributeHeaderBytes, offset + length));
    offset += aligned(length);
  }
  return { value: attributes };
}

/** All readers answer undefined where the attribute is missing or too short for its type. */
export function readU8(attributes: Attributes, type: number): number | undefined {
  return attributes.get(type)?.[0];
}

export function readU16(attributes: Attributes, type: number): number | undefined {
  const bytes = attributes.get(type);
  return bytes === undefined || bytes.length < 2 ? undefined : viewOf(bytes).getUint16(0, littleEndian);
}

/** Ports travel in network order inside attributes. */
export function readU16NetworkOrder(attributes: Attributes, type: number): number | undefined {
  const bytes = attributes.get(type);
  return bytes === undefined || bytes.length < 2 ? undefined : viewOf(bytes).getUint16(0, false);
}

export function readU32(attributes: Attributes, type: number): number | undefined {
  const bytes = attributes.get(type);
  return bytes === undefined || bytes.length < 4 ? undefined : viewOf(bytes).getUint32(0, littleEndian);
}

/** Text up to its NUL, bytes beyond ASCII as Latin-1 (interface names may hold any byte). */
export function readText(attributes: Attributes, type: number): string | undefined {
  const bytes = attributes.get(type);
  if (bytes === undefined) return undefined;
  const end = bytes.indexOf(0);
  let text = "";
  for (const byte of end === -1 ? bytes : bytes.subarray(0, end)) text += String.fromCharCode(byte);
  return text;
}

export function readNested(attributes: Attributes, type: number): Attributes | undefined {
  const bytes = attributes.get(type);
  if (bytes === undefined) return undefined;
  const nested = parseAttributes(bytes);
  return "value" in nested ? nested.value : undefined;
}
