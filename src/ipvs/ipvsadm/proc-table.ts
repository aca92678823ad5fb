/**
 * /proc/net/ip_vs: all servers of a large table in one reading, where netlink takes a dump for each service. It has what the usual
 * listing shows and nothing else.
 *
 *     IP Virtual Server version 1.2.1 (size=4096)
 *     Prot LocalAddress:Port Scheduler Flags
 *       -> RemoteAddress:Port Forward Weight ActiveConn InActConn
 *     TCP  AC100164:0050 rr
 *       -> AC100106:0050      Route   1      0          0
 */
import type { VirtualServerKey } from "../../config/model.ts";
import type { IpAddress } from "../../values/address.ts";
import { ServerLines } from "./server-lines.ts";
import type { TextBuffer } from "./text-buffer.ts";

const headingLines = 3;
/** `SCTP  `: no name ends before it. */
const longestProtocol = 6;
const NEWLINE = 10;
const SPACE = 32;

/** A service's servers: numbers of lines. */
interface Section {
  readonly first: number;
  end: number;
  /** Whether every line is what the kernel writes. */
  isReadable: boolean;
}

export class ProcTable {
  readonly #lines: ServerLines;
  readonly #sections = new Map<string, Section>();

  constructor(bytes: Buffer) {
    this.#lines = new ServerLines(bytes);
    let section: Section | undefined;
    for (let at = start(bytes); at < bytes.length; at++) {
      // A server's line is indented.
      const end = bytes[at] === SPACE ? this.#lines.read(at) : -1;
      if (end >= 0) {
        if (section !== undefined) section.end = this.#lines.count;
        at = end;
        continue;
      }
      if (bytes[at] === SPACE) {
        if (section !== undefined) section.isReadable = false;
      } else {
        section = { first: this.#lines.count, end: this.#lines.count, isReadable: true };
        const nameEnd = bytes.indexOf(SPACE, at + longestProtocol);
        this.#sections.set(bytes.toString("latin1", at, nameEnd < 0 ? bytes.length : nameEnd), section);
      }
      at = lineEnd(bytes, at);
    }
  }

  /**
   * Prints the lines of that service's servers as `ipvsadm -Ln` does, in the kernel's order or sorted. False, and nothing printed,
   * where the file does not tell: there is no such service in it, or one of the lines is not what the kernel writes.
   */
  printServers(key: VirtualServerKey, out: TextBuffer, sorted: boolean): boolean {
    const section = this.#sections.get(nameOf(key));
    if (section?.isReadable !== true) return false;
    this.#lines.print(out, section.first, section.end, sorted);
    return true;
  }
}

/** Behind the heading. */
function start(bytes: Buffer): number {
  let at = 0;
  for (let line = 0; line < headingLines; line++) at = lineEnd(bytes, at) + 1;
  return at;
}

function lineEnd(bytes: Buffer, at: number): number {
  const newline = bytes.indexOf(NEWLINE, at);
  return newline < 0 ? bytes.length : newline;
}

/** `TCP  AC100164:0050`; of a mark the file does not say of which family it is, so that it has no name here. */
function nameOf(key: VirtualServerKey): string {
  if (key.kind === "fwmark") return "";
  const { address, port, protocol } = key;
  return `${protocol}  ${addressText(address)}:${hexBytes[port >> 8]}${hexBytes[port & 0xff]}`;
}

const hexBytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).toUpperCase().padStart(2, "0"));

/** `AC100164`, `[fd00:0000:0000:0000:0000:0000:0000:0001]`. */
function addressText({ family, bytes }: IpAddress): string {
  let text = "";
  for (const [index, byte] of bytes.entries()) {
    if (family === 6 && index > 0 && index % 2 === 0) text += ":";
    text += hexBytes[byte];
  }
  return family === 4 ? text : `[${text.toLowerCase()}]`;
}
