/** What reading a configuration has to say: located, collected, each with a stable code. */
import type { Place } from "../values/place.ts";
import { definedSpan, endColumnOf, isFileText, placeOf, type Span } from "./source.ts";

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
  | "account-unknown"
  | "address-family-mismatch"
  | "argument-missing"
  | "argument-surplus"
  | "authentication-incomplete"
  | "block-duplicate"
  | "brace-extra"
  | "brace-missing-close"
  | "brace-missing-open"
  | "brace-unexpected"
  | "check-incomplete"
  | "default-assumed"
  | "definition-too-deep"
  | "definition-too-long"
  | "definition-unused"
  | "group-empty"
  | "group-unknown"
  | "group-incomplete"
  | "include-failed"
  | "include-unmatched"
  | "interface-loopback"
  | "interface-missing"
  | "interface-tracked-anyway"
  | "interface-unset"
  | "keyword-deprecated"
  | "keyword-misplaced"
  | "keyword-removed"
  | "keyword-unknown"
  | "keyword-unsupported"
  | "keyword-without-effect"
  | "line-too-long"
  | "name-invalid"
  | "name-unknown"
  | "nul-byte"
  | "nopreempt-cleared"
  | "option-unknown"
  | "option-unsupported"
  | "quorum-unreachable"
  | "quote-unterminated"
  | "real-server-duplicate"
  | "real-servers-none"
  | "reference-cut"
  | "reference-literal"
  | "script-user-missing"
  | "scripts-unprotected"
  | "script-unusable"
  | "sequence-invalid"
  | "statement-swallowed"
  | "threshold-refused"
  | "value-adjusted"
  | "value-cut"
  | "value-duplicate"
  | "value-invalid"
  | "value-out-of-range"
  | "value-replaced"
  | "virtual-address-duplicate"
  | "virtual-address-none"
  | "virtual-router-id-duplicate"
  | "virtual-router-id-unset";

/** The exit codes that a fatal diagnostic leads to, which differ between the daemon and `-t` (keepalived's). */
export interface FatalExit {
  readonly daemon: number;
  readonly test: number;
}

/**
 * The one right rewrite of what a diagnostic is about: other bytes for those that it marks, or the line without the statement.
 * A line taken away changes nothing of what runs; other bytes do where `changes` says so.
 */
export type Rewrite =
  | { readonly kind: "replace"; readonly text: string; readonly changes?: true }
  /** `clears`: the setting that says what was written, though it was cleared. */
  | { readonly kind: "delete-line"; readonly clears?: string };

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
  /** Where text that stands on the line by a definition is written; absent when that is the same line. */
  readonly related?: { readonly place: Place; readonly what: "defined" };
  /** What this one follows from: mend that, and this is gone. */
  readonly cause?: Place;
  /** The daemon's counts with severity `fatal` only; `aborts` when keepalived reads no further from there on. */
  readonly exit?: FatalExit & { readonly aborts: boolean };
  /** Only of text that stands in a file as it is. */
  readonly rewrite?: Rewrite;
}

export interface DiagnosticTraits {
  readonly pass?: Pass;
  readonly stage?: "reading" | "checking";
  readonly exit?: FatalExit & { readonly aborts: boolean };
  /** What it follows from, where that is known by itself. */
  readonly cause?: Span;
  readonly rewrite?: Rewrite | undefined;
}

/** What can follow from an unknown block or a stray brace. */
const consequences: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  "brace-extra",
  "brace-unexpected",
  "keyword-misplaced",
  "keyword-removed",
  "keyword-unknown",
]);

/** How it weighs that Vigil cannot do something yet and that running without it would do harm: only the daemon refuses it. */
export function weightOfRefusal(
  mode: "daemon" | "test",
): Pick<Diagnostic, "exit"> & { readonly severity: Severity } {
  if (mode === "test") return { severity: "hint" };
  return { severity: "fatal", exit: { daemon: 2, test: 0, aborts: false } };
}

/** Collects diagnostics of one run; `pass` is the owner of the block being read. */
export class Diagnostics {
  readonly list: Diagnostic[] = [];
  pass: Pass = "parent";
  /** Stands while what is said follows from a mistake further up: an unknown block makes all of its lines unknown. */
  cause: Span | undefined;
  /** How often anything was to be said, noted or not. */
  said = 0;
  #seen = new Set<string>();
  readonly #gaps = new Map<object, Map<string, Span>>();
  readonly #withoutEffect = new Map<string, { readonly at: Span; lines: number }>();

  add(
    code: DiagnosticCode,
    severity: Severity,
    at: Span,
    message: string,
    traits: DiagnosticTraits = {},
  ): void {
    this.said++;
    const place = placeOf(at);
    // One mistake is said once, also when a sequence or a definition repeats the text that holds it.
    const key = `${code} ${place.file}:${place.line}:${place.column} ${message}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const cause = traits.cause ?? (this.#follows(code, place) ? this.cause : undefined);
    const diagnostic: Diagnostic = {
      code,
      severity,
      message,
      place,
      ...relatedTo(at, place),
      endColumn: endColumnOf(at),
      pass: traits.pass ?? this.pass,
      stage: traits.stage ?? "reading",
      ...(traits.exit === undefined ? {} : { exit: traits.exit }),
      ...(cause === undefined ? {} : { cause: placeOf(cause) }),
      ...(traits.rewrite !== undefined && isFileText(at.source) ? { rewrite: traits.rewrite } : {}),
    };
    this.list.push(diagnostic);
  }

  /** Whether the cause that stands is this one's: anything on its own line, and what an unknown block can bring about below. */
  #follows(code: DiagnosticCode, { file, line }: Place): boolean {
    if (this.cause === undefined) return false;
    if (consequences.has(code)) return true;
    const cause = placeOf(this.cause);
    return cause.line === line && cause.file === file;
  }

  /** The outermost block is closed: what follows stands by itself, save on the cause's own line, as behind an undefined `${NAME}`. */
  endCascade(at: Span): void {
    if (this.cause !== undefined && placeOf(this.cause).line !== placeOf(at).line) this.cause = undefined;
  }

  /**
   * Notes that a mistake at `at` may be why a block lacks this keyword, or any when none is named: that it is missing is then no
   * mistake of its own.
   */
  noteGap(block: object, at: Span, keyword = ""): void {
    const gaps = this.#gaps.get(block) ?? new Map<string, Span>();
    if (!gaps.has(keyword)) gaps.set(keyword, at);
    this.#gaps.set(block, gaps);
  }

  /** The mistake because of which the block lacks the keyword. */
  gapIn(block: object, keyword: string): Span | undefined {
    const gaps = this.#gaps.get(block);
    return gaps?.get(keyword) ?? gaps?.get("");
  }

  /** Takes back what a later line made right. */
  withdraw(isRight: (diagnostic: Diagnostic) => boolean): void {
    const kept = this.list.filter((diagnostic) => !isRight(diagnostic));
    this.list.splice(0, this.list.length, ...kept);
  }

  /** Notes a keyword that is read and does nothing yet; `sayWithoutEffect` names each once. */
  addWithoutEffect(keyword: string, at: Span): void {
    this.said++;
    const known = this.#withoutEffect.get(keyword);
    if (known === undefined) this.#withoutEffect.set(keyword, { at, lines: 1 });
    else known.lines += 1;
  }

  sayWithoutEffect(): void {
    for (const [keyword, { at, lines }] of this.#withoutEffect) {
      const more = lines === 1 ? "" : `, nor on ${lines - 1} further line${lines === 2 ? "" : "s"}`;
      this.add("keyword-without-effect", "hint", at, `'${keyword}' has no effect yet${more}`);
    }
    this.#withoutEffect.clear();
  }
}

function relatedTo(at: Span, place: Place): Pick<Diagnostic, "related"> {
  const written = definedSpan(at);
  if (written === undefined) return {};
  const defined = placeOf(written);
  if (defined.file === place.file && defined.line === place.line) return {};
  return { related: { place: defined, what: "defined" } };
}

/** Whether keepalived would run no part of this configuration. */
export function isFatal(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === "fatal";
}

/** `(FILE: Line N) text` for what stands on a line; what concerns the whole names the line at the end. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { file, line } = diagnostic.place;
  const { cause, message, related } = diagnostic;
  const follows = cause === undefined ? "" : `; it follows from line ${cause.line}`;
  const defined =
    related === undefined ? "" : ` [${related.what} at ${related.place.file}:${related.place.line}]`;
  if (diagnostic.stage === "reading") return `(${file}: Line ${line}) ${message}${follows}${defined}`;
  return `${message} [${file} line ${line}]${defined}`;
}
