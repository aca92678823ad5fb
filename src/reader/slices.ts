/** What the reader hands to each process: plain JSON, only what that process needs. Imports no parser, so every process can read it. */
import type { Config, GlobalConfig, ServiceConfig, VrrpInstanceConfig } from "../config/model.ts";

/** Rises when a slice's shape changes: a process never takes a slice of another build. */
const FORMAT = 2;

/** Enough to know which children to start. */
export interface ParentSlice {
  readonly format: number;
  readonly role: "parent";
  readonly globals: GlobalConfig;
  readonly instanceCount: number;
  readonly serviceCount: number;
}

export interface VrrpSlice {
  readonly format: number;
  readonly role: "vrrp";
  readonly globals: GlobalConfig;
  readonly instances: readonly VrrpInstanceConfig[];
}

export interface CheckerSlice {
  readonly format: number;
  readonly role: "checker";
  readonly globals: GlobalConfig;
  readonly services: readonly ServiceConfig[];
}

export interface Slices {
  readonly parent: ParentSlice;
  readonly vrrp: VrrpSlice;
  readonly checker: CheckerSlice;
}

export type SliceRole = keyof Slices;

export function sliceConfig(config: Config): Slices {
  const { globals, vrrpInstances } = config;
  const services = [...config.virtualServers, ...config.groupServices];
  return {
    parent: {
      format: FORMAT,
      role: "parent",
      globals,
      instanceCount: vrrpInstances.length,
      serviceCount: services.length,
    },
    vrrp: { format: FORMAT, role: "vrrp", globals, instances: vrrpInstances },
    checker: { format: FORMAT, role: "checker", globals, services },
  };
}

export class SliceError extends Error {
  readonly code = "slice-unusable";
  constructor(role: SliceRole, reason: string, cause?: unknown) {
    super(`the ${role} process got a configuration that it cannot use: ${reason}`, { cause });
    this.name = "SliceError";
  }
}

/** Reads a slice as it came over the socket. @throws SliceError when it is cut short or meant for another process or build. */
export function parseSlice<R extends SliceRole>(role: R, json: string): Slices[R] {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new SliceError(role, "it is no JSON, perhaps cut short", cause);
  }
  if (!isRecord(value)) throw new SliceError(role, "it is no object");
  if (value.format !== FORMAT)
    throw new SliceError(role, `its format is ${String(value.format)}, not ${FORMAT}`);
  if (value.role !== role) throw new SliceError(role, `it is meant for ${String(value.role)}`);
  const missing = absentFields(role, value);
  if (missing !== undefined) throw new SliceError(role, `it lacks ${missing}`);
  return value as unknown as Slices[R];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The first field without which the process would fail later on, undefined when all are there. */
function absentFields(role: SliceRole, slice: Record<string, unknown>): string | undefined {
  if (!isRecord(slice.globals) || typeof slice.globals.routerId !== "string") return "globals.routerId";
  const checks: Readonly<Record<SliceRole, () => string | undefined>> = {
    parent: () => {
      const counts = ["instanceCount", "serviceCount"];
      return counts.find((count) => !Number.isSafeInteger(slice[count]));
    },
    vrrp: () => badItem("instances", slice, ["name", "interfaceName", "virtualAddresses"]),
    checker: () => badItem("services", slice, ["scheduler", "realServers"]),
  };
  return checks[role]();
}

function badItem(
  list: string,
  slice: Record<string, unknown>,
  fields: readonly string[],
): string | undefined {
  const items = slice[list];
  if (!Array.isArray(items)) return list;
  const good = items.every((item) => isRecord(item) && fields.every((field) => item[field] !== undefined));
  return good ? undefined : `${list} with ${fields.join(", ")}`;
}
