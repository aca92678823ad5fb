/** Entry of the reader: parses the configuration, hands the parent one slice for each child, and ends. */
import { hash, randomUUID } from "node:crypto";
import { Socket } from "node:net";
import { printConfig } from "../../config/print.ts";
import { ServiceMemory } from "../../config/service-memory.ts";
import { frame, readFrames } from "../../daemon/frames.ts";
import type { ConfigurationMessage, ReaderMessage, SlicedRole } from "../../daemon/messages.ts";
import { type DaemonOptions, parseDaemonOptions } from "../../daemon/options.ts";
import { ownedAddresses } from "../../daemon/owned-addresses.ts";
import { readLoadContext } from "../../linux/load-context.ts";
import { formatCheckerSlice } from "../../reader/checker-slice.ts";
import { formatMemory, parseMemory } from "../../reader/memory.ts";
import { daemonReport, readConfiguration } from "../../reader/read-configuration.ts";
import { type Slices, sliceConfig } from "../../reader/slices.ts";
import { version } from "../version.ts";

for (const signal of ["SIGUSR1", "SIGUSR2", "SIGHUP", "SIGINT"] as const) process.on(signal, () => {});

const options = parseDaemonOptions(process.argv[2] ?? "{}");
const parent = new Socket({ fd: 3, readable: true, writable: true });
// The parent is gone, and with it the reason to read.
parent.on("error", () => process.exit(1));
parent.on("end", () => process.exit(1));
parent.on(
  "data",
  readFrames((_, [left]) => {
    const { message, slices, memory } = read(options, left?.toString("utf8"));
    send(message, slices, () => {
      if (memory === undefined) parent.end();
      else send({ kind: "memory" }, [Buffer.from(memory())], () => parent.end());
    });
  }),
);

/** @param sent called when all of it is on its way: what follows may take its time */
function send(message: ReaderMessage, attached: readonly Buffer[], sent: () => void): void {
  for (const bytes of frame(message, attached)) parent.write(bytes);
  parent.write("", sent);
}

interface Reading {
  readonly message: ConfigurationMessage;
  readonly slices: readonly Buffer[];
  /** What the next reader is to be given. */
  readonly memory?: () => string;
}

/** @param left what the reader before has left */
function read(
  { configFile, configId, allIncludeChecks, dumpConfig }: DaemonOptions,
  left: string | undefined,
): Reading {
  const context = readLoadContext(configId, allIncludeChecks);
  const before = left === undefined ? undefined : parseMemory(left, version);
  // A dump shows all there is.
  const memory = dumpConfig ? {} : { memory: new ServiceMemory(sha256, before?.traces) };
  const reading = readConfiguration(configFile, { ...context, ...memory, mode: "daemon" });
  if (reading.kind === "unusable") return withoutSlices(reading.exitCode, [reading.message]);
  const { unfrozen: config, exitCode, remembered } = reading;
  const diagnostics = daemonReport(reading.diagnostics);
  if (config === undefined) return withoutSlices(exitCode, diagnostics);
  const sliceId = randomUUID();
  const all = sliceConfig(config, remembered?.order);
  const slices = slicesOf(all, sliceId, before?.sliceId);
  return {
    message: {
      kind: "configuration",
      exitCode,
      diagnostics,
      slices: slices.map(({ role }) => role),
      idle: idleRoles(all),
      leavesMemory: remembered !== undefined,
      addresses: ownedAddresses(config.vrrpInstances),
      ...(dumpConfig ? { dump: printConfig(config) } : {}),
    },
    slices: slices.map(({ text }) => Buffer.from(text)),
    ...(remembered && { memory: () => formatMemory({ sliceId, traces: remembered.traces() }, version) }),
  };
}

function withoutSlices(exitCode: number, diagnostics: readonly string[]): Reading {
  const nothing = { slices: [], idle: [], leavesMemory: false, addresses: [] };
  return { message: { kind: "configuration", exitCode, diagnostics, ...nothing }, slices: [] };
}

function slicesOf(
  { vrrp, checker }: Slices,
  id: string,
  idBefore: string | undefined,
): readonly { readonly role: SlicedRole; readonly text: string }[] {
  const basis = checker.services.some((service) => typeof service === "number") ? idBefore : undefined;
  return [
    { role: vrrp.role, text: JSON.stringify(vrrp) },
    { role: checker.role, text: formatCheckerSlice(checker, id, basis) },
  ];
}

function idleRoles({ parent }: Slices): readonly SlicedRole[] {
  return [
    ...(parent.instanceCount === 0 ? (["vrrp"] as const) : []),
    ...(parent.serviceCount === 0 ? (["checker"] as const) : []),
  ];
}

function sha256(text: string): string {
  return hash("sha256", text, "base64");
}
