/** What a service and a server of the table are made of, besides their keys: one row a field, for comparing and for telling. */
import { assertNever } from "../values/assert-never.ts";
import { forwardingsEqual } from "./forwarding.ts";
import type { IpvsDestination, IpvsServiceSettings, KernelForwarding } from "./table.ts";

interface FieldRow<Entry> {
  readonly name: string;
  readonly equal: (a: Entry, b: Entry) => boolean;
  readonly text: (entry: Entry) => string;
}

/** One field in which the kernel's entry is not the wanted one, both values as an operator writes them. */
export interface FieldDifference {
  readonly field: string;
  readonly kernel: string;
  readonly wanted: string;
}

function row<Entry>(
  name: string,
  value: (entry: Entry) => string | number | undefined,
  text: (entry: Entry) => string,
): FieldRow<Entry> {
  return { name, equal: (a, b) => value(a) === value(b), text };
}

const serviceFields: readonly FieldRow<IpvsServiceSettings>[] = [
  row(
    "scheduler",
    (service) => service.scheduler,
    (service) => service.scheduler,
  ),
  row(
    "persistence",
    (service) => service.persistenceTimeoutS,
    ({ persistenceTimeoutS }) => (persistenceTimeoutS === 0 ? "none" : `${persistenceTimeoutS} s`),
  ),
  row(
    "persistence netmask",
    ({ persistencePrefixLength, persistenceMask }) => persistenceMask?.join(".") ?? persistencePrefixLength,
    ({ persistencePrefixLength, persistenceMask }) =>
      persistenceMask?.join(".") ??
      (persistencePrefixLength === undefined ? "each address" : `/${persistencePrefixLength}`),
  ),
  row(
    "flags",
    (service) => service.flags ?? 0,
    (service) => flagsText(service.flags ?? 0),
  ),
  row(
    "persistence engine",
    (service) => service.persistenceEngine,
    (service) => service.persistenceEngine ?? "none",
  ),
];

const destinationFields: readonly FieldRow<IpvsDestination>[] = [
  row(
    "weight",
    (server) => server.weight,
    (server) => String(server.weight),
  ),
  {
    name: "forwarding",
    equal: (a, b) => forwardingsEqual(a.forwarding, b.forwarding),
    text: (server) => forwardingText(server.forwarding),
  },
  row(
    "upper threshold",
    (server) => server.upperThreshold ?? 0,
    (server) => thresholdText(server.upperThreshold),
  ),
  row(
    "lower threshold",
    (server) => server.lowerThreshold ?? 0,
    (server) => thresholdText(server.lowerThreshold),
  ),
];

export function settingsEqual(a: IpvsServiceSettings, b: IpvsServiceSettings): boolean {
  return serviceFields.every((field) => field.equal(a, b));
}

export function destinationsEqual(a: IpvsDestination, b: IpvsDestination): boolean {
  return destinationFields.every((field) => field.equal(a, b));
}

export function serviceDifferences(
  kernel: IpvsServiceSettings,
  wanted: IpvsServiceSettings,
): readonly FieldDifference[] {
  return differences(serviceFields, kernel, wanted);
}

export function destinationDifferences(
  kernel: IpvsDestination,
  wanted: IpvsDestination,
): readonly FieldDifference[] {
  return differences(destinationFields, kernel, wanted);
}

function differences<Entry>(
  rows: readonly FieldRow<Entry>[],
  kernel: Entry,
  wanted: Entry,
): readonly FieldDifference[] {
  return rows
    .filter((field) => !field.equal(kernel, wanted))
    .map((field) => ({ field: field.name, kernel: field.text(kernel), wanted: field.text(wanted) }));
}

/** IP_VS_SVC_F_* beyond persistence (linux/ip_vs.h), by the words of ipvsadm. */
const flagNames: readonly (readonly [number, string])[] = [
  [0x4, "ops"],
  [0x8, "flag-1"],
  [0x10, "flag-2"],
  [0x20, "flag-3"],
];

function flagsText(flags: number): string {
  const named = flagNames.filter(([bit]) => (flags & bit) !== 0);
  const rest = named.reduce((left, [bit]) => left & ~bit, flags);
  const words = [...named.map(([, name]) => name), ...(rest === 0 ? [] : [`0x${rest.toString(16)}`])];
  return words.length === 0 ? "none" : words.join(",");
}

/** As `DR`, or for a tunnel `TUN gue port 6080 csum`. */
export function forwardingText(forwarding: KernelForwarding): string {
  switch (forwarding.method) {
    case "NAT":
    case "DR":
      return forwarding.method;
    case "TUN": {
      const port = forwarding.tunnelPort === 0 ? "" : ` port ${forwarding.tunnelPort}`;
      return `TUN ${forwarding.tunnel}${port}${forwarding.checksum === "nocsum" ? "" : ` ${forwarding.checksum}`}`;
    }
    case "other":
      return `method ${forwarding.number}`;
    default:
      return assertNever(forwarding);
  }
}

function thresholdText(threshold: number | undefined): string {
  return threshold === undefined || threshold === 0 ? "none" : String(threshold);
}
