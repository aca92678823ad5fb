/**
 * Servers as /proc/net/ip_vs shows them: all of a large table in one reading, where netlink takes a dump for each service. It has
 * what the usual listing shows and nothing else.
 *
 *     IP Virtual Server version 1.2.1 (size=4096)
 *     Prot LocalAddress:Port Scheduler Flags
 *       -> RemoteAddress:Port Forward Weight ActiveConn InActConn
 *     TCP  AC100164:0050 rr
 *       -> AC100106:0050      Route   1      0          0
 */
import { serviceName } from "../config/service-name.ts";
import type { ListedServer } from "./listing.ts";
import { parseProcEndpoint } from "./proc-endpoint.ts";

export type ServerLine = Pick<
  ListedServer,
  "address" | "port" | "method" | "weight" | "activeConnections" | "inactiveConnections"
>;

/** ip_vs_fwd_name in the kernel, by number. */
const methods = ["Masq", "Local", "Tunnel", "Route"];
const protocols = ["TCP", "UDP", "SCTP"] as const;
const serverMark = "  -> ";
const headingLines = 3;
const SPACE = 32;

/** Where the lines of a service's servers begin and end in the text. */
interface Section {
  readonly start: number;
  end: number;
}

export class ProcTable {
  readonly #text: string;
  readonly #sections = new Map<string, Section>();

  /** Services by firewall mark are passed over, because the file does not say of which family they are. */
  constructor(text: string) {
    this.#text = text;
    let section: Section | undefined;
    for (let start = 0, line = 0; start < text.length; line++) {
      const next = lineEnd(text, start) + 1;
      if (line >= headingLines && !text.startsWith(serverMark, start)) {
        const name = readService(text, start, next - 1);
        section = { start: next, end: next };
        if (name !== undefined) this.#sections.set(name, section);
      } else if (section !== undefined) {
        section.end = next;
      }
      start = next;
    }
  }

  /**
   * The servers of the service of that name, in the kernel's order. They are read when they are asked for: a large table would
   * keep the garbage collector busy. Undefined where there is no such service, or one of the lines is not what the kernel writes.
   */
  serversOf(name: string): readonly ServerLine[] | undefined {
    const section = this.#sections.get(name);
    if (section === undefined) return undefined;
    const servers: ServerLine[] = [];
    for (let start = section.start; start < section.end; ) {
      const end = lineEnd(this.#text, start);
      const server = readServer(this.#text, start + serverMark.length, end);
      if (server === undefined) return undefined;
      servers.push(server);
      start = end + 1;
    }
    return servers;
  }
}

function lineEnd(text: string, start: number): number {
  const newline = text.indexOf("\n", start);
  return newline < 0 ? text.length : newline;
}

/** `TCP  AC100164:0050 rr `. */
function readService(text: string, start: number, end: number): string | undefined {
  const protocol = protocols.find((one) => text.startsWith(`${one}  `, start));
  if (protocol === undefined) return undefined;
  const at = start + protocol.length + 2;
  const endpoint = readEndpoint(text, at, wordEnd(text, at, end));
  return endpoint === undefined ? undefined : serviceName({ kind: "address", ...endpoint, protocol });
}

/** `AC100106:0050      Route   1      0          0         `. */
function readServer(text: string, start: number, end: number): ServerLine | undefined {
  let at = wordEnd(text, start, end);
  const endpoint = readEndpoint(text, start, at);
  at = wordStart(text, at, end);
  const methodEnd = wordEnd(text, at, end);
  const method = methods.indexOf(text.slice(at, methodEnd));
  if (endpoint === undefined || method < 0) return undefined;
  const weightAt = wordStart(text, methodEnd, end);
  const activeAt = wordStart(text, wordEnd(text, weightAt, end), end);
  const inactiveAt = wordStart(text, wordEnd(text, activeAt, end), end);
  const weight = wholeNumber(text, weightAt, wordEnd(text, weightAt, end));
  const activeConnections = wholeNumber(text, activeAt, wordEnd(text, activeAt, end));
  const inactiveConnections = wholeNumber(text, inactiveAt, wordEnd(text, inactiveAt, end));
  if (weight < 0 || activeConnections < 0 || inactiveConnections < 0) return undefined;
  const { address, port } = endpoint;
  return { address, port, method, weight, activeConnections, inactiveConnections };
}

/** `AC100164:0050`, `[fd00:0000:0000:0000:0000:0000:0000:0001]:0050`. */
function readEndpoint(text: string, start: number, end: number): ReturnType<typeof parseProcEndpoint> {
  const colon = text.lastIndexOf(":", end - 1);
  const bracket = text.charAt(start) === "[" ? 1 : 0;
  return parseProcEndpoint(text.slice(start + bracket, colon - bracket), text.slice(colon + 1, end));
}

function wordEnd(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text.charCodeAt(at) !== SPACE) at++;
  return at;
}

function wordStart(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text.charCodeAt(at) === SPACE) at++;
  return at;
}

/** -1 where one of the characters is no digit, or there is none. */
function wholeNumber(text: string, start: number, end: number): number {
  let value = start < end ? 0 : -1;
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
