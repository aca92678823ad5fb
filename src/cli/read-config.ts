/** A keepalived.conf for commands that use parts of it, on a host that need not be the one it was written for. */
import { formatDiagnostic } from "../config/diagnostic.ts";
import type { Config } from "../config/model.ts";
import { readLoadContext } from "../linux/load-context.ts";
import { daemonReport, readConfiguration } from "../reader/read-configuration.ts";
import { CommandError } from "./command-error.ts";

export interface ConfigFile {
  readonly config: Config;
  /** What the daemon would log of the file. */
  readonly report: readonly string[];
}

/** Throws CommandError for a file that keepalived could not use either. `here`: whether its interfaces must be this host's. */
export function readConfigFile(file: string, here: boolean): ConfigFile {
  const context = readLoadContext();
  const { interfaces: _, ...elsewhere } = context.host;
  const host = here ? context.host : elsewhere;
  const reading = readConfiguration(file, { ...context, host, mode: "daemon" });
  if (reading.kind === "unusable") throw new CommandError(reading.message);
  const { config, diagnostics } = reading;
  if (config !== undefined) return { config, report: daemonReport(diagnostics) };
  const fatal = diagnostics.find(({ severity }) => severity === "fatal");
  const reason = fatal === undefined ? "" : `: ${formatDiagnostic(fatal)}`;
  throw new CommandError(`${file} cannot be used${reason} (vigil keepalived -t -f ${file} says all)`);
}
