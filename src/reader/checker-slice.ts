/**
 * The checker's slice as text: everything but the services as JSON, and behind it each service as JSON of its own. What a reload
 * has left as it was is known by its text: it is not parsed again, and stays the same object.
 *
 *     {"format":3, … "serviceCount":2} <tab> {"key":…} <tab> {"key":…}
 */
import type { GlobalConfig, ServiceConfig } from "../config/model.ts";
import { type CheckerSlice, hasFields, parseSliceHead, parseSliceJson, SliceError } from "./slices.ts";

/** In JSON a tab stands only as an escape. */
const SEPARATOR = "\t";

export function formatCheckerSlice({ services, ...rest }: CheckerSlice): string {
  const head = JSON.stringify({ ...rest, serviceCount: services.length });
  return [head, ...services.map((service) => JSON.stringify(service))].join(SEPARATOR);
}

/** What the checker takes from its slice. */
export interface CheckerContent {
  readonly globals: GlobalConfig;
  readonly services: readonly ServiceConfig[];
}

/** Reads one slice after the other, as reloads bring them. */
export class CheckerSliceReader {
  #known: ReadonlyMap<string, ServiceConfig> = new Map();

  /** @throws SliceError as parseSlice does; what it knows stays as it was then. */
  read(text: string): CheckerContent {
    const [head = "", ...texts] = text.split(SEPARATOR);
    const { globals, serviceCount } = parseSliceHead("checker", head);
    if (serviceCount !== texts.length) {
      throw new SliceError("checker", `it has ${texts.length} services of ${String(serviceCount)}`);
    }
    const services = new Map<string, ServiceConfig>();
    const all = texts.map((one) => {
      const service = services.get(one) ?? this.#known.get(one) ?? parseService(one);
      services.set(one, service);
      return service;
    });
    this.#known = services;
    return { globals: globals as GlobalConfig, services: all };
  }
}

function parseService(text: string): ServiceConfig {
  const service = parseSliceJson("checker", text);
  if (!hasFields(service, ["scheduler", "realServers"])) {
    throw new SliceError("checker", "a service lacks its scheduler or its servers");
  }
  return service as ServiceConfig;
}
