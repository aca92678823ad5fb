/** A text that is written piece by piece into one buffer: a large one of strings keeps the garbage collector busy. */
import { grown } from "../../values/grown.ts";

export class TextBuffer {
  #bytes = Buffer.allocUnsafe(65_536);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  text(text: string): void {
    // No character takes more than three bytes in UTF-8.
    this.#makeRoom(3 * text.length);
    this.#length += this.#bytes.write(text, this.#length);
  }

  /** The bytes from `start` up to, and without, `end`. */
  copy(bytes: Uint8Array, start: number, end: number): void {
    this.#makeRoom(end - start);
    const target = this.#bytes;
    let to = this.#length;
    for (let at = start; at < end; at++) target[to++] = bytes[at] as number;
    this.#length = to;
  }

  byte(byte: number): void {
    this.#makeRoom(1);
    this.#bytes[this.#length++] = byte;
  }

  /** A whole number from 0 on. */
  decimal(value: number): void {
    if (value >= 10) this.decimal(Math.trunc(value / 10));
    this.byte(48 + (value % 10));
  }

  /** Blanks up to `length`. */
  fillUp(length: number): void {
    while (this.#length < length) this.byte(32);
  }

  toString(): string {
    return this.#bytes.toString("utf8", 0, this.#length);
  }

  #makeRoom(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed > this.#bytes.length) this.#bytes = grown(this.#bytes, 2 * needed);
  }
}
