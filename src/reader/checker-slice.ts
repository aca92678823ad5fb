/**
 * The checker's slice as text: everything but the services as JSON, and behind it each service as JSON of its own. What a reload
 * has left as it was is known by its text, or by its number in the slice before, the basis: it is not parsed again, and stays the
 * same object.
 *
 *     {"format":4, … "id":"b","serviceCount":2} <tab> {"key":…} <tab> {"key":… "realServers":[{"address":…}, …]}
 *     {"format":4, … "id":"c","basis":"b","serviceCount":2} <tab> {"key":…} <tab> 1
 */
import type { GlobalConfig, RealServerConfig, ServiceConfig } from "../config/model.ts";
import { type CheckerSlice, hasFields, parseSliceHead, parseSliceJson, SliceError } from "./slices.ts";

/** In JSON a tab stands only as an escape. */
const SEPARATOR = "\t";

/** @param basis the id of the slice that numbers among the services mean */
export function formatCheckerSlice({ services, ...rest }: CheckerSlice, id: string, basis?: string): string {
  const head = JSON.stringify({ ...rest, id, basis, serviceCount: services.length });
  return [head, ...services.map(formatEntry)].join(SEPARATOR);
}

/** Of a server that differs from the one before it by its address alone, only that is written. */
function formatEntry(entry: ServiceConfig | number): string {
  if (typeof entry === "number") return String(entry);
  let before: RealServerConfig | undefined;
  const realServers = entry.realServers.map((server) => {
    const isAlike = before !== undefined && differsByAddress(server, before);
    before = server;
    return isAlike ? { address: server.address } : server;
  });
  return JSON.stringify({ ...entry, realServers });
}

/** Lists and settings are compared as objects: the reader has one for all that say the same. */
function differsByAddress(one: RealServerConfig, other: RealServerConfig): boolean {
  return (
    one.port === other.port &&
    one.weight === other.weight &&
    one.forwarding === other.forwarding &&
    one.checkers === other.checkers &&
    one.idleChecks === other.idleChecks &&
    one.settings === other.settings
  );
}

/**
 * The same slice without a basis, every service written out: what a process can take that has not seen the slice before.
 * @throws SliceError when `before` is not the basis
 */
export function withoutBasis(slice: Buffer, before: Buffer | undefined): Buffer {
  const end = slice.indexOf(SEPARATOR);
  const { basis, ...head } = parseSliceHead(
    "checker",
    slice.toString("utf8", 0, end === -1 ? undefined : end),
  );
  if (basis === undefined) return slice;
  const [headBefore = "", ...textsBefore] = textsOf(before);
  if (parseSliceHead("checker", headBefore).id !== basis) throw foreignBasis();
  const [, ...texts] = textsOf(slice);
  const all = texts.map((text) => writtenOut(text, textsBefore));
  return Buffer.from([JSON.stringify(head), ...all].join(SEPARATOR));
}

function textsOf(slice: Buffer | undefined): string[] {
  return slice?.toString("utf8").split(SEPARATOR) ?? [];
}

/** What the checker takes from its slice. */
export interface CheckerContent {
  readonly globals: GlobalConfig;
  readonly services: readonly ServiceConfig[];
}

/** Reads one slice after the other, as reloads bring them. */
export class CheckerSliceReader {
  #id: unknown;
  #texts: readonly string[] = [];
  #known: ReadonlyMap<string, ServiceConfig> = new Map();

  /** @throws SliceError as parseSlice does; what it knows stays as it was then. */
  read(slice: string): CheckerContent {
    const [headText = "", ...written] = slice.split(SEPARATOR);
    const { globals, serviceCount, id, basis } = parseSliceHead("checker", headText);
    if (serviceCount !== written.length) {
      throw new SliceError("checker", `it has ${written.length} services of ${String(serviceCount)}`);
    }
    if (basis !== undefined && basis !== this.#id) throw foreignBasis();
    const texts = basis === undefined ? written : written.map((text) => writtenOut(text, this.#texts));
    const services = new Map<string, ServiceConfig>();
    const all = texts.map((text) => {
      const service = services.get(text) ?? this.#known.get(text) ?? parseService(text);
      services.set(text, service);
      return service;
    });
    this.#id = id;
    this.#texts = texts;
    this.#known = services;
    return { globals: globals as GlobalConfig, services: all };
  }
}

/** A service's text, or the one that its number stands for. */
function writtenOut(text: string, before: readonly string[]): string {
  if (text.startsWith("{")) return text;
  const known = before[Number(text)];
  if (known === undefined)
    throw new SliceError("checker", `it names the service ${text} of ${before.length}`);
  return known;
}

function foreignBasis(): SliceError {
  return new SliceError("checker", "it goes on from one that this process has not seen");
}

function parseService(text: string): ServiceConfig {
  const service = parseSliceJson("checker", text);
  if (!hasFields(service, ["scheduler", "realServers"])) {
    throw new SliceError("checker", "a service lacks its scheduler or its servers");
  }
  const written = service as ServiceConfig;
  let before: RealServerConfig | undefined;
  const realServers = (written.realServers as readonly Entry[]).map((entry) => {
    before = whole(entry, before);
    return before;
  });
  return { ...written, realServers };
}

/** As it stands in the text. */
type Entry = RealServerConfig | Pick<RealServerConfig, "address">;

function whole(entry: Entry, before: RealServerConfig | undefined): RealServerConfig {
  if ("settings" in entry) return entry;
  if (before === undefined) throw new SliceError("checker", "a service's first server lacks its settings");
  return { ...before, address: entry.address };
}
