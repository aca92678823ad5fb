/**
 * What a reading remembers of a file for the next one: the blocks of services that mean the same wherever and whenever they are read. Of ten
 * thousand services with one changed, a reload then reads one.
 *
 * A block is remembered when it stands in the main file as whole lines, when nothing at all was said of it, and when no line of it
 * leads elsewhere: to a definition, another file, a script. It is known again by its text alone.
 */
import type { Source } from "./source.ts";

/** A service's block, by what it is known again. */
export interface ServiceTrace {
  /** Without its line end. */
  readonly firstLine: string;
  /** Of its text, from `virtual_server` to `}`. */
  readonly length: number;
  readonly digest: string;
  /** Which of the configuration's virtual servers it is, counted from 0. */
  readonly index: number;
}

/** Of latin1 text; two texts with one digest must not be found. */
export type Digest = (text: string) => string;

const KEYWORD = "virtual_server ";
/** What makes a line mean more than it says; an `include` can stand behind a brace. */
const LEADS_ELSEWHERE = /[$@~\\]|include/;

export class ServiceMemory {
  readonly #digest: Digest;
  readonly #traces = new Map<string, ServiceTrace[]>();

  constructor(digest: Digest, traces: readonly ServiceTrace[] = []) {
    this.#digest = digest;
    for (const trace of traces) {
      const alike = this.#traces.get(trace.firstLine);
      if (alike === undefined) this.#traces.set(trace.firstLine, [trace]);
      else alike.push(trace);
    }
  }

  /** The first known service whose whole text stands there or further down, from a line's beginning to a line's end. */
  find(text: string, from: number): { readonly start: number; readonly trace: ServiceTrace } | undefined {
    if (this.#traces.size === 0) return undefined;
    for (let start = lineStartFrom(text, from); start !== -1; start = lineStartFrom(text, start + 1)) {
      const trace = this.#at(text, start);
      if (trace !== undefined) return { start, trace };
    }
    return undefined;
  }

  #at(text: string, start: number): ServiceTrace | undefined {
    const lineEnd = text.indexOf("\n", start);
    const alike = this.#traces.get(text.slice(start, lineEnd === -1 ? text.length : lineEnd));
    return alike?.find(({ length, digest }) => {
      const end = start + length;
      return endsLine(text, end) && this.#digest(text.slice(start, end)) === digest;
    });
  }

  /** The trace of a block that was read without a word, `end` exclusive; undefined where its text says less than all. */
  trace({ text }: Source, start: number, end: number, index: number): ServiceTrace | undefined {
    if (start > 0 && text[start - 1] !== "\n") return undefined;
    if (!text.startsWith(KEYWORD, start) || !endsLine(text, end)) return undefined;
    const own = text.slice(start, end);
    if (LEADS_ELSEWHERE.test(own)) return undefined;
    const firstLine = own.slice(0, own.indexOf("\n"));
    return { firstLine, length: own.length, digest: this.#digest(own), index };
  }
}

/** Where the first line at or behind `from` begins that has the keyword first; -1 when there is none. */
function lineStartFrom(text: string, from: number): number {
  if (from === 0 && text.startsWith(KEYWORD)) return 0;
  const before = text.indexOf(`\n${KEYWORD}`, Math.max(0, from - 1));
  return before === -1 ? -1 : before + 1;
}

function endsLine(text: string, end: number): boolean {
  return end === text.length || text[end] === "\n";
}

/**
 * Whether lines of a text are lines wherever they are looked at: a backslash at a line's end makes the next one part of a definition.
 */
export function hasPlainLines(text: string): boolean {
  return !text.includes("\\");
}
