/** Writes netlink messages one behind the other into one growing buffer: the datagram of a batch. */
import { NLA_F_NESTED } from "./attribute.ts";
import { littleEndian } from "./byte-order.ts";
import { aligned, headerBytes, NLM_F_ACK } from "./message.ts";

const firstBytes = 32_768;

/**
 * Call order: begin, fixed header fields, attributes, end; then the next message. Every attribute call pads to 4 bytes.
 * Sequence numbers count up over all messages ever begun, so an answer names its request.
 */
export class MessageWriter {
  #bytes = new Uint8Array(firstBytes);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;
  #messageStart = 0;
  #sequence = 0;

  /** Bytes written since the last clear. */
  get length(): number {
    return this.#length;
  }

  /** The sequence number of the newest message. */
  get sequence(): number {
    return this.#sequence;
  }

  /** The datagram so far; valid until the next write. */
  get datagram(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }

  begin(type: number, flags: number): void {
    const start = this.#room(headerBytes);
    this.#messageStart = start;
    this.#sequence = (this.#sequence + 1) >>> 0;
    const view = this.#view;
    view.setUint32(start, 0, littleEndian);
    view.setUint16(start + 4, type, littleEndian);
    view.setUint16(start + 6, flags, littleEndian);
    view.setUint32(start + 8, this.#sequence, littleEndian);
    view.setUint32(start + 12, 0, littleEndian);
  }

  end(): void {
    this.#view.setUint32(this.#messageStart, this.#length - this.#messageStart, littleEndian);
  }

  /** Writes a copy of a whole message, under a sequence number of its own. */
  copy(message: Uint8Array): void {
    const start = this.#room(message.length);
    this.#bytes.set(message, start);
    this.#messageStart = start;
    this.#sequence = (this.#sequence + 1) >>> 0;
    this.#view.setUint32(start + 8, this.#sequence, littleEndian);
  }

  /** Asks for an acknowledgement of the newest message. */
  acknowledgeLast(): void {
    const at = this.#messageStart + 6;
    this.#view.setUint16(at, this.#view.getUint16(at, littleEndian) | NLM_F_ACK, littleEndian);
  }

  u8(value: number): void {
    this.#view.setUint8(this.#room(1), value);
  }

  u16(value: number): void {
    this.#view.setUint16(this.#room(2), value, littleEndian);
  }

  u32(value: number): void {
    this.#view.setUint32(this.#room(4), value, littleEndian);
  }

  attributeU8(type: number, value: number): void {
    const at = this.#attribute(type, 1);
    this.#view.setUint8(at, value);
  }

  attributeU16(type: number, value: number): void {
    const at = this.#attribute(type, 2);
    this.#view.setUint16(at, value, littleEndian);
  }

  attributeU16NetworkOrder(type: number, value: number): void {
    const at = this.#attribute(type, 2);
    this.#view.setUint16(at, value, false);
  }

  attributeU32(type: number, value: number): void {
    const at = this.#attribute(type, 4);
    this.#view.setUint32(at, value, littleEndian);
  }

  attributeU32s(type: number, first: number, second: number): void {
    const at = this.#attribute(type, 8);
    this.#view.setUint32(at, first, littleEndian);
    this.#view.setUint32(at + 4, second, littleEndian);
  }

  /** Bytes as they are; shorter ones are filled with zeros up to `fieldBytes`. */
  attributeBytes(type: number, bytes: ArrayLike<number>, fieldBytes = bytes.length): void {
    const at = this.#attribute(type, fieldBytes);
    if (bytes.length < fieldBytes) this.#bytes.fill(0, at, this.#length);
    this.#bytes.set(bytes, at);
  }

  /** ASCII text with its closing NUL. */
  attributeText(type: number, text: string): void {
    const at = this.#attribute(type, text.length + 1);
    for (let i = 0; i < text.length; i++) this.#bytes[at + i] = text.charCodeAt(i);
  }

  /** Opens a nested attribute; hand the answer to endNest. */
  beginNest(type: number): number {
    const start = this.#room(4);
    this.#view.setUint16(start + 2, type | NLA_F_NESTED, littleEndian);
    return start;
  }

  endNest(start: number): void {
    this.#view.setUint16(start, this.#length - start, littleEndian);
  }

  /** Writes an attribute's header and zero padding; answers where the payload starts. */
  #attribute(type: number, payloadBytes: number): number {
    const start = this.#room(4 + aligned(payloadBytes));
    this.#view.setUint16(start, 4 + payloadBytes, littleEndian);
    this.#view.setUint16(start + 2, type, littleEndian);
    if (payloadBytes > 0) this.#view.setUint32(this.#length - 4, 0);
    return start + 4;
  }

  #room(bytes: number): number {
    const start = this.#length;
    this.#length += bytes;
    if (this.#length > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length));
      grown.set(this.#bytes);
      this.#bytes = grown;
      this.#view = new DataView(grown.buffer);
    }
    return start;
  }
}
