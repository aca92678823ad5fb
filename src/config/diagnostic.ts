/** What reading a configuration has to say: located, collected, each with a stable code. */
import type { Place } from "../values/place.ts";
import { endColumnOf, placeOf, type Span } from "./source.ts";

/**
 * `fatal`: the configuration cannot be used. `error`: something written has no effect or another one.
 * `warning`: it runs, but not quite as written. `notice`: shown, without influence on `-t`'s exit code.
 * `hint`: what keepalived passes over in silence; for linters, never shown by `-t`.
 */
export type Severity = "fatal" | "error" | "warning" | "notice" | "hint";

/** keepalived reads the file once for each of its processes, in this order; each reports the blocks that it owns. */
export type Pass = "parent" | "checker" | "vrrp" | "bfd";

export const PASSES: readonly Pass[] = ["parent", "checker", "vrrp", "bfd"];

export type DiagnosticCode =
  | "address-family-mismatch"
  | "argument-missing"
  | "argument-surplus"
  | "authentication-incomplete"
  | "block-duplicate"
  | "brace-extra"
  | "brace-missing-close"
  | "brace-missing-open"
  | "brace-unexpected"
  | "default-assumed"
  | "definition-too-deep"
  | "include-failed"
  | "include-unmatched"
  | "interface-loopback"
  | "interface-missing"
  | "interface-unset"
  | "keyword-deprecated"
  | "keyword-misplaced"
  | "keyword-unknown"
  | "keyword-unsupported"
  | "keyword-without-effect"
  | "line-too-long"
  | "name-invalid"
  | "nul-byte"
  | "nopreempt-cleared"
  | "option-unknown"
  | "option-unsupported"
  | "quorum-unreachable"
  | "quote-unterminated"
  | "real-server-duplicate"
  | "real-servers-none"
  | "sequence-invalid"
  | "value-adjusted"
  | "value-cut"
  | "value-invalid"
  | "value-out-of-range"
  | "virtual-address-duplicate"
  | "virtual-address-none"
  | "virtual-router-id-duplicate"
  | "virtual-router-id-unset";

/** The exit codes that a fatal diagnostic leads to, which differ between the daemon and `-t` (keepalived's). */
export interface FatalExit {
  readonly daemon: number;
  readonly test: number;
}

export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
  /** The column after the last byte concerned. */
  readonly endColumn: number;
  readonly pass: Pass;
  /** `checking`: found after the whole text was read; keepalived names no line for such. */
  readonly stage: "reading" | "checking";
  /** Stands with severity `fatal` only; `aborts` when keepalived reads no further from there on. */
  readonly exit?: FatalExit & { readonly aborts: boolean };
}

export interface DiagnosticTraits {
  readonly pass?: Pass;
  readonly stage?: "reading" | "checking";
  readonly exit?: FatalExit & { readonly aborts: boolean };
}

/** Collects diagnostics of one run; `pass` is the owner of the block being read. */
export class Diagnostics {
  readonly list: Diagnostic[] = [];
  pass: Pass = "parent";
  #seen = new Set<string>();

  add(
    code: DiagnosticCode,
    severity: Severity,
    at: Span,
    message: string,
    traits: DiagnosticTraits = {},
  ): void {
    const diagnostic: Diagnostic = {
      code,
      severity,
      message,
      place: placeOf(at),
      endColumn: endColumnOf(at),
      pass: traits.pass ?? this.pass,
      stage: traits.stage ?? "reading",
      ...(traits.exit === undefined ? {} : { exit: traits.exit }),
    };
    // One mistake is said once, also when a sequence or a definition repeats the text that holds it.
    const key = `${code} ${diagnostic.place.file}:${diagnostic.place.line}:${diagnostic.place.column} ${message}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.list.push(diagnostic);
  }
}

/** Whether keepalived would run no part of this configuration. */
export function isFatal(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === "fatal";
}

/** `(FILE: Line N) text` for what stands on a line; what concerns the whole names the line at the end. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { file, line } = diagnostic.place;
  if (diagnostic.stage === "reading") return `(${file}: Line ${line}) ${diagnostic.message}`;
  return `${diagnostic.message} [${file} line ${line}]`;
}
