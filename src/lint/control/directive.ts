/** Comments that are orders to the linter: `# vigil-disable-line RULE -- reason` and its kin. */
import { readPieces } from "../../config/pieces.ts";
import { readable, type Source, type Span } from "../../config/source.ts";

export const DIRECTIVE_NAMES = [
  "vigil-disable-line",
  "vigil-disable-next-line",
  "vigil-disable",
  "vigil-enable",
  "vigil-disable-file",
] as const;

export type DirectiveName = (typeof DIRECTIVE_NAMES)[number];

export interface NamedRule {
  readonly id: string;
  readonly at: Span;
}

export interface Directive {
  /** Undefined for a word that only begins like one. */
  readonly name: DirectiveName | undefined;
  /** The word as it is written. */
  readonly written: string;
  /** That word. */
  readonly at: Span;
  readonly rules: readonly NamedRule[];
  /** Undefined when none is given. */
  readonly reason: string | undefined;
}

const PREFIX = "vigil-";

/** All orders in a file; only comments that the grammar takes for such count. */
export function directivesIn(source: Source): readonly Directive[] {
  // Next to no file has any, and finding a word is much quicker than reading.
  if (!source.text.includes(PREFIX)) return [];
  const pieces = readPieces(source.text);
  const found: Directive[] = [];
  for (let index = 0; index < pieces.count; index++) {
    if (pieces.kind(index) !== "comment") continue;
    const directive = directiveOf(source, pieces.start(index), pieces.end(index));
    if (directive !== undefined) found.push(directive);
  }
  return found;
}

function directiveOf(source: Source, start: number, end: number): Directive | undefined {
  const comment = source.text.slice(start, end);
  const opening = /^[#!]+[ \t]*(vigil-[^\s,]*)/.exec(comment);
  const written = opening?.[1];
  if (opening === null || written === undefined) return undefined;
  const wordStart = start + opening[0].length - written.length;
  const at = { source, start: wordStart, end: wordStart + written.length };
  const rest = comment.slice(opening[0].length);
  const dashes = /(?:^|\s)--(?:\s|$)/.exec(rest);
  const listed = dashes === null ? rest : rest.slice(0, dashes.index);
  const reason = dashes === null ? "" : readable(rest.slice(dashes.index + dashes[0].length)).trim();
  return {
    name: DIRECTIVE_NAMES.find((name) => name === written),
    written: readable(written),
    at,
    rules: [...listed.matchAll(/[^\s,]+/g)].map(({ 0: id, index }) => {
      const from = at.end + index;
      return { id: readable(id), at: { source, start: from, end: from + id.length } };
    }),
    reason: reason === "" ? undefined : reason,
  };
}
