/** Everything that reading a configuration asks of this machine, in one value. */
import { hostname } from "node:os";
import { allIncludeChecks } from "../config/include-check.ts";
import type { LoadContext } from "../config/load.ts";
import { configFiles } from "./config-files.ts";
import { readHostFacts } from "./host-facts.ts";

/**
 * @param configId what `@id` lines are compared with; keepalived's default is the host name up to its first dot
 * @param allChecks whether any include that fails ends the run
 */
export function readLoadContext(
  configId = hostname().split(".")[0] ?? "",
  allChecks = false,
): Omit<LoadContext, "mode"> {
  return {
    ...(allChecks ? { includeChecks: allIncludeChecks } : {}),
    files: configFiles,
    host: readHostFacts(),
    configId,
    environment: process.env,
    random: (min, max) => min + Math.floor(Math.random() * (max - min + 1)),
  };
}
