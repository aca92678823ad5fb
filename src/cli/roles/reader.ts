/** Entry of the reader: parses the configuration, hands the parent one slice for each child, and ends. */
import { Socket } from "node:net";
import type { Config } from "../../config/model.ts";
import { printConfig } from "../../config/print.ts";
import type { ConfigurationSlices, ReaderMessage } from "../../daemon/messages.ts";
import { type DaemonOptions, parseDaemonOptions } from "../../daemon/options.ts";
import { ownedAddresses } from "../../daemon/owned-addresses.ts";
import { readLoadContext } from "../../linux/load-context.ts";
import { daemonReport, readConfiguration } from "../../reader/read-configuration.ts";
import { sliceConfig } from "../../reader/slices.ts";

for (const signal of ["SIGUSR1", "SIGUSR2", "SIGHUP", "SIGINT"] as const) process.on(signal, () => {});

const options = parseDaemonOptions(process.argv[2] ?? "{}");
const parent = new Socket({ fd: 3, readable: false, writable: true });
// The parent is gone, and with it the reason to read.
parent.on("error", () => process.exit(1));
parent.end(`${JSON.stringify(read(options))}\n`);

function read({ configFile, configId, allIncludeChecks, dumpConfig }: DaemonOptions): ReaderMessage {
  const context = readLoadContext(configId, allIncludeChecks);
  const reading = readConfiguration(configFile, { ...context, mode: "daemon" });
  if (reading.kind === "unusable") {
    return { kind: "configuration", exitCode: reading.exitCode, diagnostics: [reading.message] };
  }
  const { config, diagnostics, exitCode } = reading;
  const message: ReaderMessage = {
    kind: "configuration",
    exitCode,
    diagnostics: daemonReport(diagnostics),
  };
  if (config === undefined) return message;
  return { ...message, slices: slicesOf(config), ...(dumpConfig ? { dump: printConfig(config) } : {}) };
}

function slicesOf(config: Config): ConfigurationSlices {
  const slices = sliceConfig(config);
  return {
    ...(slices.parent.instanceCount > 0 ? { vrrp: JSON.stringify(slices.vrrp) } : {}),
    ...(slices.parent.serviceCount > 0 ? { checker: JSON.stringify(slices.checker) } : {}),
    addresses: ownedAddresses(config.vrrpInstances),
  };
}
