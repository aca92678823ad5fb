/** Reads the main file and all it brings in, and says what the daemon or `-t` makes of it; files and host come as arguments. */
import { type Diagnostic, formatDiagnostic, isFatal, PASSES } from "../config/diagnostic.ts";
import type { UnusableReason } from "../config/files.ts";
import { type LoadContext, loadConfig, type RememberedServices } from "../config/load.ts";
import type { Config } from "../config/model.ts";

export type ConfigurationReading =
  /** `config` is undefined when `exitCode` is not 0. */
  | {
      readonly kind: "read";
      readonly config: Config | undefined;
      /** The same, not frozen. */
      readonly unfrozen: Config | undefined;
      readonly diagnostics: readonly Diagnostic[];
      /** Of a file that is worth remembering, where the context has a memory; then `config` lacks the services that are known. */
      readonly remembered: RememberedServices | undefined;
      readonly exitCode: number;
    }
  | {
      readonly kind: "unusable";
      readonly reason: UnusableReason;
      readonly message: string;
      readonly exitCode: number;
    };

/** keepalived's exit code of a daemon without a configuration. */
const NO_CONFIGURATION = 6;
/** keepalived's exit code of a test that found something wrong with the configuration. */
const TEST_FAILED = 5;

/** A shorter file is read whole before anything of it could be known again. */
const WORTH_REMEMBERING_BYTES = 65_536;

/** Reads for the daemon: a fatal diagnostic gives the exit code that keepalived's daemon ends with. */
export function readConfiguration(file: string, context: LoadContext): ConfigurationReading {
  const reading = context.files.read(file);
  if (reading.kind === "unusable") {
    const message = `configuration file ${file} cannot be used: ${reading.message}`;
    return { kind: "unusable", reason: reading.reason, message, exitCode: NO_CONFIGURATION };
  }
  const { memory, ...forgetful } = context;
  const isWorthIt = memory !== undefined && reading.text.length >= WORTH_REMEMBERING_BYTES;
  const loaded = loadConfig(file, reading.text, isWorthIt ? context : forgetful);
  const { diagnostics, remembered } = loaded;
  return {
    kind: "read",
    get config() {
      return loaded.config;
    },
    unfrozen: loaded.unfrozen,
    diagnostics,
    remembered,
    exitCode: daemonExitCode(diagnostics),
  };
}

/** The parent ends (6) before a child has read anything; of the children's codes the first counts. */
export function daemonExitCode(diagnostics: readonly Diagnostic[]): number {
  const codes = diagnostics.flatMap(({ exit, severity }) =>
    exit === undefined || severity !== "fatal" ? [] : [exit.daemon],
  );
  return codes.includes(NO_CONFIGURATION) ? NO_CONFIGURATION : (codes[0] ?? 0);
}

/**
 * What `-t` shows and how it ends. keepalived's test reads the file once for each process, parent first, and ends at once where a word
 * is missing: what a later process would have found is not shown, as there.
 */
export function testOutcome(diagnostics: readonly Diagnostic[]): {
  readonly shown: readonly Diagnostic[];
  readonly exitCode: number;
} {
  const kept = new Set<Diagnostic>();
  let abort: Diagnostic | undefined;
  for (const pass of PASSES) {
    const own = diagnostics.filter((diagnostic) => diagnostic.pass === pass);
    const reading = own.filter((diagnostic) => diagnostic.stage === "reading");
    const checking = own.filter((diagnostic) => diagnostic.stage === "checking");
    for (const diagnostic of [...reading, ...checking]) {
      kept.add(diagnostic);
      if (diagnostic.exit?.aborts === true) abort = diagnostic;
      if (abort !== undefined) break;
    }
    abort ??= own.find(({ exit, severity }) => severity === "fatal" && exit?.test === NO_CONFIGURATION);
    if (abort !== undefined) break;
  }
  const shown = diagnostics.filter((diagnostic) => kept.has(diagnostic) && diagnostic.severity !== "hint");
  const codes = shown
    .filter((diagnostic) => diagnostic.severity !== "notice")
    .map(({ exit }) => exit?.test ?? TEST_FAILED);
  return { shown, exitCode: abort?.exit?.test ?? Math.max(0, ...codes) };
}

/**
 * What the daemon logs at its start: each mistake at its cause, with the number of lines that are unknown because of it,
 * and what it has read and does nothing about.
 */
export function daemonReport(diagnostics: readonly Diagnostic[]): string[] {
  const following = new Map<string, number>();
  for (const { cause } of diagnostics) {
    if (cause === undefined) continue;
    const key = `${cause.file}:${cause.line}:${cause.column}`;
    following.set(key, (following.get(key) ?? 0) + 1);
  }
  return diagnostics.flatMap((diagnostic) => {
    const isSaid = diagnostic.severity !== "hint" || diagnostic.code === "keyword-without-effect";
    if (!isSaid || (diagnostic.cause !== undefined && !isFatal(diagnostic))) return [];
    const line = formatDiagnostic(diagnostic);
    const { file, line: lineNumber, column } = diagnostic.place;
    const key = `${file}:${lineNumber}:${column}`;
    const count = following.get(key);
    // Of two messages at one place the first is the cause.
    following.delete(key);
    return [count === undefined ? line : `${line}; ${count} further messages follow from it`];
  });
}
