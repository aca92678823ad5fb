/** The attributes of one message after the other without a new object for each: large dumps have tens of thousands. */
import { type AttributeSource, NLA_TYPE_MASK } from "./attribute.ts";
import { hostU16 } from "./byte-order.ts";
import { aligned } from "./message.ts";

const attributeHeaderBytes = 4;
/** Beyond every type that anybody reads; others are stepped over. */
const typesKept = 64;

/** What it found is gone with the next scan. */
export class AttributeScanner implements AttributeSource {
  bytes: Uint8Array = new Uint8Array(0);
  /** Where each type's payload begins; 0, where a message's header stands, is nowhere. */
  readonly #starts = new Int32Array(typesKept);
  readonly #lengths = new Int32Array(typesKept);

  /** False where the bytes from `start` to `end` are not attributes. Of one that occurs twice the last one counts. */
  scan(bytes: Uint8Array, start: number, end: number): boolean {
    this.bytes = bytes;
    this.#starts.fill(0);
    for (let at = start; end - at >= attributeHeaderBytes; ) {
      const length = hostU16(bytes, at);
      if (length < attributeHeaderBytes || length > end - at) return false;
      const type = hostU16(bytes, at + 2) & NLA_TYPE_MASK;
      if (type < typesKept) {
        this.#starts[type] = at + attributeHeaderBytes;
        this.#lengths[type] = length - attributeHeaderBytes;
      }
      at += aligned(length);
    }
    return true;
  }

  /** Scans what is inside an attribute of `outer`; false where there is none. */
  scanInside(outer: AttributeScanner, type: number): boolean {
    const start = outer.find(type, 0);
    return start !== undefined && this.scan(outer.bytes, start, start + (outer.#lengths[type] ?? 0));
  }

  get(type: number): Uint8Array | undefined {
    const start = this.find(type, 0);
    return start === undefined ? undefined : this.bytes.subarray(start, start + (this.#lengths[type] ?? 0));
  }

  find(type: number, atLeastBytes: number): number | undefined {
    const start = this.#starts[type] ?? 0;
    return start === 0 || (this.#lengths[type] ?? 0) < atLeastBytes ? undefined : start;
  }
}
