/** What the form of an argument is: how words become a value, how a value is written, and what to say when they do not fit. */
import type { Diagnostic, DiagnosticCode, Rewrite, Severity } from "../diagnostic.ts";
import type { HostFacts } from "../host-facts.ts";
import type { Word } from "../line.ts";

/** Circumstances of a reading. */
export interface ReadContext {
  readonly host: HostFacts;
  /** keepalived's daemon takes `5s` for 5 where `-t` refuses it. */
  readonly mode: "daemon" | "test";
}

/** Something to say about one word; `text` goes on from "KEYWORD VALUE: ". */
export interface Remark {
  readonly code: DiagnosticCode;
  readonly text: string;
  /** Index into the words read; 0 is the first word behind the keyword. */
  readonly word: number;
  readonly severity?: Severity;
  readonly exit?: NonNullable<Diagnostic["exit"]>;
  /** Of the word; a whole line goes by the word that makes it useless. */
  readonly rewrite?: Rewrite;
}

/** Read, perhaps with remarks about what runs otherwise than written; or refused, with the reason. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T; readonly remarks: readonly Remark[] }
  | { readonly ok: false; readonly refusal: Remark }
  /** A word that cannot be left out is not there. */
  | { readonly ok: "missing"; readonly wanted: string };

/** Bounds as the file writes them; a bound that is missing is none worth a word. */
export interface ValueRange {
  readonly min?: number;
  readonly max?: number;
  readonly unit?: string;
}

export interface ValueForm<T> {
  /** As a manual writes it: `<1..255>`, `MASTER|BACKUP`. */
  readonly syntax: string;
  /** Of numbers; reference pages and linters show it. */
  readonly range?: ValueRange;
  /** Completes "Write …". */
  readonly wanted: string;
  /** Words beyond these are passed over by keepalived without a word. */
  readonly maxWords: number;
  read(words: readonly Word[], context: ReadContext): Reading<T>;
  print(value: T): string;
}

const noRemarks: readonly Remark[] = [];

export function accepted<T>(value: T, ...remarks: Remark[]): Reading<T> {
  return { ok: true, value, remarks: remarks.length === 0 ? noRemarks : remarks };
}

export function refused<T>(code: DiagnosticCode, text: string, word = 0): Reading<T> {
  return { ok: false, refusal: { code, text, word } };
}

export function missing<T>(wanted: string): Reading<T> {
  return { ok: "missing", wanted };
}
