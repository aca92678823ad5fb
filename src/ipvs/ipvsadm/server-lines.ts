/**
 * Lines of servers in /proc/net/ip_vs as `ipvsadm -Ln` prints them. Nothing is made of a line but numbers in arrays: a large table
 * would keep the garbage collector busy for longer than all the rest takes.
 *
 *       -> AC100106:0050      Route   1      2          30           the kernel's
 *       -> 172.16.1.6:80                Route   1      2          30           ipvsadm's
 *
 * From the forwarding method on the two are the same to the byte.
 */
import { hexDigits } from "../hex-digits.ts";
import { columnCharacters, inetText } from "./endpoint-text.ts";
import { difference } from "./listing-order.ts";
import { mergeSort } from "./merge-sort.ts";
import type { TextBuffer } from "./text-buffer.ts";

const latin1 = (text: string) => Buffer.from(text, "latin1");
const mark = latin1("  -> ");
/** ip_vs_fwd_name in the kernel, in its column. */
const methods = ["Masq    ", "Local   ", "Tunnel  ", "Route   "].map(latin1);
/** Weight, active and inactive connections. */
const columnWidths = [6, 10, 10];
/** Between a server's port and the forwarding method. */
const gap = latin1("      ");
/** With an IPv4 address and numbers that fit into their columns; there are never more lines than that allows. */
const shortestLine = 61;
const wordsEach = 4;
const NEWLINE = 10;
const SPACE = 32;
const DOT = 46;
const ZERO = 48;
const COLON = 58;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;

export class ServerLines {
  readonly #bytes: Uint8Array;
  #count = 0;
  /** union nf_inet_addr as four words: of an IPv4 address all but the first are 0. */
  readonly #words: Int32Array;
  readonly #families: Uint8Array;
  readonly #ports: Uint16Array;
  /** Where the forwarding method begins. */
  readonly #rests: Int32Array;
  readonly #ends: Int32Array;

  constructor(bytes: Uint8Array) {
    const lines = Math.ceil(bytes.length / shortestLine);
    this.#bytes = bytes;
    this.#words = new Int32Array(wordsEach * lines);
    this.#families = new Uint8Array(lines);
    this.#ports = new Uint16Array(lines);
    this.#rests = new Int32Array(lines);
    this.#ends = new Int32Array(lines);
  }

  get count(): number {
    return this.#count;
  }

  /** Takes the line that begins there. Where its newline stands, or -1 where it is not what the kernel writes. */
  read(start: number): number {
    const bytes = this.#bytes;
    const line = this.#count;
    const address = start + mark.length;
    if (!holds(bytes, start, mark)) return -1;
    const isIpv6 = bytes[address] === OPEN_BRACKET;
    const colon = isIpv6 ? this.#readIpv6(address, line) : this.#readIpv4(address, line);
    const port = colon < 0 || bytes[colon] !== COLON ? -1 : hexadecimal(bytes, colon + 1, 4);
    const rest = colon + 5 + gap.length;
    if (port < 0 || !holds(bytes, colon + 5, gap)) return -1;
    const end = columnsEnd(bytes, rest);
    if (bytes[end] !== NEWLINE) return -1;
    this.#families[line] = isIpv6 ? 6 : 4;
    this.#ports[line] = port;
    this.#rests[line] = rest;
    this.#ends[line] = end;
    this.#count++;
    return end;
  }

  /** The lines from `first` up to, and without, `end`: in the kernel's order, or in ipvsadm's, by address and port. */
  print(out: TextBuffer, first: number, end: number, sorted: boolean): void {
    const run = sorted ? this.#run(first, end) : "ascending";
    if (run === "ascending") for (let line = first; line < end; line++) this.#print(out, line);
    else if (run === "descending") for (let line = end - 1; line >= first; line--) this.#print(out, line);
    else for (const line of this.#sorted(first, end)) this.#print(out, line);
  }

  #sorted(first: number, end: number): number[] {
    const order: number[] = [];
    for (let line = first; line < end; line++) order.push(line);
    return mergeSort(order, this.#compare);
  }

  /**
   * Most services were filled address by address, and the kernel shows the last one first. Only where the first words tell all
   * of them apart, and none is so far from another that ipvsadm's difference of the two overflows.
   */
  #run(first: number, end: number): "ascending" | "descending" | "neither" {
    let rising = 0;
    let falling = 0;
    for (let line = first + 1; line < end; line++) {
      const step = this.#firstWord(line) - this.#firstWord(line - 1);
      if (step > 0) rising++;
      if (step < 0) falling++;
    }
    const steps = end - first - 1;
    if (steps > 0 && Math.abs(this.#firstWord(end - 1) - this.#firstWord(first)) > 0x7fff_ffff)
      return "neither";
    if (rising === steps || steps < 1) return "ascending";
    return falling === steps ? "descending" : "neither";
  }

  #firstWord(line: number): number {
    return this.#words[wordsEach * line] as number;
  }

  /** `AC100106`. Where it ends, or -1. */
  #readIpv4(at: number, line: number): number {
    const high = hexadecimal(this.#bytes, at, 4);
    const low = hexadecimal(this.#bytes, at + 4, 4);
    if (high < 0 || low < 0) return -1;
    const word = wordsEach * line;
    this.#words[word] = (high << 16) | low;
    // What was read before may have been refused only behind these.
    this.#words[word + 1] = 0;
    this.#words[word + 2] = 0;
    this.#words[word + 3] = 0;
    return at + 8;
  }

  /** `[fd00:0000:0000:0000:0000:0000:0000:0002]`: no group is left out or shortened. Where it ends, or -1. */
  #readIpv6(open: number, line: number): number {
    const bytes = this.#bytes;
    let at = open + 1;
    for (let word = 0; word < wordsEach; word++) {
      const high = hexadecimal(bytes, at, 4);
      const low = hexadecimal(bytes, at + 5, 4);
      const after = word === wordsEach - 1 ? CLOSE_BRACKET : COLON;
      if (high < 0 || low < 0 || bytes[at + 4] !== COLON || bytes[at + 9] !== after) return -1;
      this.#words[wordsEach * line + word] = (high << 16) | low;
      at += 10;
    }
    return at;
  }

  readonly #compare = (a: number, b: number): number => {
    for (let word = 0; word < wordsEach; word++) {
      const sign = difference(
        this.#words[wordsEach * a + word] as number,
        this.#words[wordsEach * b + word] as number,
      );
      if (sign !== 0) return sign;
    }
    return (this.#ports[a] as number) - (this.#ports[b] as number);
  };

  #print(out: TextBuffer, line: number): void {
    out.copy(mark, 0, mark.length);
    const column = out.length;
    if (this.#families[line] === 6) out.text(`[${this.#ipv6Text(line)}]`);
    else this.#printIpv4(out, this.#words[wordsEach * line] as number);
    out.byte(COLON);
    out.decimal(this.#ports[line] as number);
    out.fillUp(column + columnCharacters);
    out.byte(SPACE);
    out.copy(this.#bytes, this.#rests[line] as number, (this.#ends[line] as number) + 1);
  }

  #printIpv4(out: TextBuffer, word: number): void {
    for (let shift = 24; shift >= 0; shift -= 8) {
      out.decimal((word >>> shift) & 0xff);
      if (shift > 0) out.byte(DOT);
    }
  }

  #ipv6Text(line: number): string {
    const words = this.#words.subarray(wordsEach * line, wordsEach * (line + 1));
    return inetText({
      family: 6,
      bytes: [...words].flatMap((word) => [24, 16, 8, 0].map((shift) => (word >>> shift) & 0xff)),
    });
  }
}

function holds(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  for (let i = 0; i < wanted.length; i++) if (bytes[at + i] !== wanted[i]) return false;
  return true;
}

/** -1 where one of the characters is no hexadecimal digit. */
function hexadecimal(bytes: Uint8Array, start: number, digits: number): number {
  let value = 0;
  for (let at = start; at < start + digits; at++) {
    const digit = hexDigits[bytes[at] ?? 0] ?? -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/** `Route   1      2          30        `: where it ends, or -1. */
function columnsEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  for (let i = 0; i < methods.length && at === start; i++) {
    const method = methods[i] as Uint8Array;
    if (holds(bytes, start, method)) at += method.length;
  }
  if (at === start) return -1;
  for (let i = 0; i < columnWidths.length; i++) {
    if (i > 0 && bytes[at++] !== SPACE) return -1;
    const first = at;
    const next = first + (columnWidths[i] as number);
    while (isDigit(bytes[at])) at++;
    if (at === first) return -1;
    for (; at < next; at++) if (bytes[at] !== SPACE) return -1;
  }
  return at;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= ZERO + 9;
}
