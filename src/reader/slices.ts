/** What the reader hands to each process: plain JSON, only what that process needs. Imports no parser, so every process can read it. */
import type { Config, GlobalConfig, ServiceConfig, VrrpInstanceConfig } from "../config/model.ts";

/** Rises when a slice's shape changes: a process never takes a slice of another build. */
export const FORMAT = 4;

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
  /** A number stands for that service of the slice before. */
  readonly services: readonly (ServiceConfig | number)[];
}

export interface Slices {
  readonly parent: ParentSlice;
  readonly vrrp: VrrpSlice;
  readonly checker: CheckerSlice;
}

export type SliceRole = keyof Slices;

/** @param order where `virtualServers` has not all of them: for each in its turn the number that it had before, if it is not there */
export function sliceConfig(config: Config, order?: readonly (number | undefined)[]): Slices {
  const { globals, vrrpInstances } = config;
  const read = config.virtualServers.values();
  const own = order?.flatMap((known) => known ?? read.next().value ?? []) ?? config.virtualServers;
  const services = [...own, ...config.groupServices];
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

/** Reads a slice that is one JSON value. @throws SliceError when it is cut short or meant for another process or build. */
export function parseSlice<R extends "parent" | "vrrp">(role: R, json: string): Slices[R] {
  const slice = parseSliceHead(role, json);
  const missing = role === "vrrp" ? badInstance(slice) : badCount(slice);
  if (missing !== undefined) throw new SliceError(role, `it lacks ${missing}`);
  return slice as unknown as Slices[R];
}

/** What all slices have: the format of this build, the role, the global settings. @throws SliceError */
export function parseSliceHead(role: SliceRole, json: string): Record<string, unknown> {
  const value = parseSliceJson(role, json);
  if (!isRecord(value)) throw new SliceError(role, "it is no object");
  if (value.format !== FORMAT)
    throw new SliceError(role, `its format is ${String(value.format)}, not ${FORMAT}`);
  if (value.role !== role) throw new SliceError(role, `it is meant for ${String(value.role)}`);
  if (!isRecord(value.globals) || typeof value.globals.routerId !== "string")
    throw new SliceError(role, "it lacks globals.routerId");
  return value;
}

export function parseSliceJson(role: SliceRole, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new SliceError(role, "it is no JSON, perhaps cut short", cause);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether it is an object with all of these; without them the process would fail later on. */
export function hasFields(value: unknown, fields: readonly string[]): boolean {
  return isRecord(value) && fields.every((field) => value[field] !== undefined);
}

/** The count that is not there, undefined when all are. */
function badCount(slice: Record<string, unknown>): string | undefined {
  return ["instanceCount", "serviceCount"].find((count) => !Number.isSafeInteger(slice[count]));
}

function badInstance({ instances }: Record<string, unknown>): string | undefined {
  if (!Array.isArray(instances)) return "instances";
  const fields = ["name", "interfaceName", "virtualAddresses"];
  return instances.every((one) => hasFields(one, fields)) ? undefined : `instances with ${fields.join(", ")}`;
}
