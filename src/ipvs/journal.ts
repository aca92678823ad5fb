/** What the next process must know if this one dies: the services that are ours, and the servers found dead. */
import type { Protocol, VirtualServerKey } from "../config/model.ts";
import type { Decoded } from "../netlink/decoded.ts";
import type { IpAddress } from "../values/address.ts";

/** Format number of the text; another one is not read. */
const version = 1;

export interface IpvsJournal {
  readonly services: readonly VirtualServerKey[];
  /** Ids of servers that are out of the table because their checks failed. */
  readonly deadServers: readonly string[];
}

export function formatJournal({ services, deadServers }: IpvsJournal): string {
  return `${JSON.stringify({ version, services, deadServers })}\n`;
}

/** Reads only what formatJournal can have written: a text cut short or tampered with is a reason, not half a journal. */
export function parseJournal(text: string): Decoded<IpvsJournal> {
  const json = parseJson(text);
  if (!isRecord(json)) return { reason: "not a JSON object" };
  if (json.version !== version) return { reason: `version ${JSON.stringify(json.version)}, not ${version}` };
  const { services, deadServers } = json;
  if (!Array.isArray(services) || !Array.isArray(deadServers)) return { reason: "a list is missing" };
  const keys = services.map(readKey);
  if (!keys.every((key) => key !== undefined))
    return { reason: `service ${keys.indexOf(undefined) + 1} is no service` };
  if (!deadServers.every((id) => typeof id === "string")) return { reason: "a dead server's id is no text" };
  return { value: { services: keys, deadServers } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isWholeNumber(value: unknown, most: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most;
}

/** undefined: it is no key of a service. */
export function readKey(value: unknown): VirtualServerKey | undefined {
  if (!isRecord(value)) return undefined;
  if (value.kind === "fwmark") {
    const { mark, family } = value;
    if (!isWholeNumber(mark, 0xffff_ffff) || (family !== 4 && family !== 6)) return undefined;
    return { kind: "fwmark", mark, family };
  }
  const address = readAddress(value.address);
  const { port, protocol } = value;
  if (value.kind !== "address" || address === undefined) return undefined;
  if (!isWholeNumber(port, 0xffff) || !isProtocol(protocol)) return undefined;
  return { kind: "address", address, port, protocol };
}

function isProtocol(value: unknown): value is Protocol {
  return value === "TCP" || value === "UDP" || value === "SCTP";
}

/** undefined: it is no address. */
export function readAddress(value: unknown): IpAddress | undefined {
  if (!isRecord(value)) return undefined;
  const { family, bytes } = value;
  if ((family !== 4 && family !== 6) || !Array.isArray(bytes)) return undefined;
  if (bytes.length !== (family === 4 ? 4 : 16)) return undefined;
  return bytes.every((byte) => isWholeNumber(byte, 255)) ? { family, bytes } : undefined;
}
