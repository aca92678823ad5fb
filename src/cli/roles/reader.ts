/** Entry of the reader: parses the configuration, hands the parent one slice for each child, and ends. */
import { Socket } from "node:net";
import type { Config } from "../../config/model.ts";
import { printConfig } from "../../config/print.ts";
import { frame } from "../../daemon/frames.ts";
import type { ReaderMessage, SlicedRole } from "../../daemon/messages.ts";
import { type DaemonOptions, parseDaemonOptions } from "../../daemon/options.ts";
import { ownedAddresses } from "../../daemon/owned-addresses.ts";
import { readLoadContext } from "../../linux/load-context.ts";
import { formatCheckerSlice } from "../../reader/checker-slice.ts";
import { daemonReport, readConfiguration } from "../../reader/read-configuration.ts";
import { sliceConfig } from "../../reader/slices.ts";

for (const signal of ["SIGUSR1", "SIGUSR2", "SIGHUP", "SIGINT"] as const) process.on(signal, () => {});

const options = parseDaemonOptions(process.argv[2] ?? "{}");
const parent = new Socket({ fd: 3, readable: false, writable: true });
// The parent is gone, and with it the reason to read.
parent.on("error", () => process.exit(1));
const { message, slices } = read(options);
for (const bytes of frame(message, slices)) parent.write(bytes);
parent.end();

interface Reading {
  readonly message: ReaderMessage;
  /** In the order of the message's list. */
  readonly slices: readonly Buffer[];
}

function read({ configFile, configId, allIncludeChecks, dumpConfig }: DaemonOptions): Reading {
  const context = readLoadContext(configId, allIncludeChecks);
  const reading = readConfiguration(configFile, { ...context, mode: "daemon" });
  if (reading.kind === "unusable") return withoutSlices(reading.exitCode, [reading.message]);
  const { unfrozen: config, exitCode } = reading;
  const diagnostics = daemonReport(reading.diagnostics);
  if (config === undefined) return withoutSlices(exitCode, diagnostics);
  const slices = slicesOf(config);
  return {
    message: {
      kind: "configuration",
      exitCode,
      diagnostics,
      slices: slices.map(({ role }) => role),
      addresses: ownedAddresses(config.vrrpInstances),
      ...(dumpConfig ? { dump: printConfig(config) } : {}),
    },
    slices: slices.map(({ text }) => Buffer.from(text)),
  };
}

function withoutSlices(exitCode: number, diagnostics: readonly string[]): Reading {
  return { message: { kind: "configuration", exitCode, diagnostics, slices: [], addresses: [] }, slices: [] };
}

/** A process to which the configuration gives nothing to do has none. */
function slicesOf(config: Config): readonly { readonly role: SlicedRole; readonly text: string }[] {
  const { parent, vrrp, checker } = sliceConfig(config);
  return [
    ...(parent.instanceCount > 0 ? [{ role: vrrp.role, text: JSON.stringify(vrrp) }] : []),
    ...(parent.serviceCount > 0 ? [{ role: checker.role, text: formatCheckerSlice(checker) }] : []),
  ];
}
