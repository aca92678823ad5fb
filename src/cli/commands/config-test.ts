/** `keepalived -t`: reads the configuration, says what is wrong with it, and runs nothing. */
import { appendFileSync } from "node:fs";
import { formatDiagnostic } from "../../config/diagnostic.ts";
import type { LoadContext } from "../../config/load.ts";
import { printConfig } from "../../config/print.ts";
import { readLoadContext } from "../../linux/load-context.ts";
import { readConfiguration, testOutcome } from "../../reader/read-configuration.ts";

export interface ConfigTestRequest {
  readonly file: string;
  readonly context: Omit<LoadContext, "mode">;
  /** `-d`: also shows what would run. */
  readonly dump?: boolean;
}

export interface ConfigTestResult {
  readonly exitCode: number;
  /** Without newlines; for stderr or the report file. */
  readonly lines: readonly string[];
}

export function configTest({ file, context, dump = false }: ConfigTestRequest): ConfigTestResult {
  const reading = readConfiguration(file, { ...context, mode: "test" });
  // keepalived's test takes a file that it cannot read for an empty one; the daemon ends with 6.
  if (reading.kind === "unusable") return { exitCode: 0, lines: [`${reading.message}; nothing was tested`] };
  const { shown, exitCode } = testOutcome(reading.diagnostics);
  const lines = shown.map(formatDiagnostic);
  if (dump && reading.config !== undefined) lines.push(...printConfig(reading.config));
  return { exitCode, lines };
}

export interface ConfigTestInvocation {
  readonly configFile: string;
  /** Where the report goes instead of stderr; it is appended to. */
  readonly reportFile?: string;
  readonly dumpConfig: boolean;
  readonly configId?: string;
  readonly allIncludeChecks?: true;
}

/** Runs the test on this machine and reports; returns the exit status, 1 when the report cannot be written. */
export function runConfigTest(invocation: ConfigTestInvocation): number {
  const { configFile, reportFile, dumpConfig, configId, allIncludeChecks } = invocation;
  const { exitCode, lines } = configTest({
    file: configFile,
    context: readLoadContext(configId, allIncludeChecks),
    dump: dumpConfig,
  });
  const report = lines.map((line) => `${line}\n`).join("");
  try {
    if (reportFile === undefined) process.stderr.write(report);
    else appendFileSync(reportFile, report, { mode: 0o644 });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`the report cannot be written to ${reportFile ?? "standard error"}: ${reason}\n`);
    return 1;
  }
  return exitCode;
}
