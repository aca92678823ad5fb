/** The statements of one file, each with the block of the keyword table that it stands in, whatever state the text is in. */
import type { BlockKeyword, Keyword, Keywords, ListKeyword } from "../config/keyword.ts";
import { rootKeywords } from "../config/keywords/root.ts";
import type { ProperKeyword } from "../config/table-entries.ts";
import {
  readTextTree,
  type TextLine,
  type TextNode,
  type TextSpan,
  type TextTree,
} from "../config/text-tree.ts";

/** What lines mean at a place. */
export type Context =
  | { readonly kind: "block"; readonly path: readonly string[]; readonly keywords: Keywords }
  | { readonly kind: "list"; readonly path: readonly string[]; readonly list: ListKeyword<unknown> }
  /** The inside of something that takes no braces or is no keyword. */
  | { readonly kind: "unknown"; readonly path: readonly string[] };

export interface OutlineWord extends TextSpan {
  /** Without its quotes. */
  readonly raw: string;
  readonly quoted: boolean;
}

export interface Statement extends TextSpan {
  readonly context: Context;
  readonly words: readonly OutlineWord[];
  /** What its first word means there; undefined when it is an entry of a list or no keyword. */
  readonly found: FoundKeyword | undefined;
  /** Where the block that it opens ends; undefined when it opens none. */
  readonly blockEnd: number | undefined;
}

export interface FoundKeyword {
  readonly written: Keyword;
  readonly target: ProperKeyword;
}

/** A `$NAME=`, include or sequence, by its piece. */
export interface Directive extends TextSpan {
  readonly kind: "definition" | "include" | "sequence";
  readonly context: Context;
}

export interface Outline {
  readonly tree: TextTree;
  readonly statements: readonly Statement[];
  readonly directives: readonly Directive[];
  /** Insides of blocks, outer ones first. */
  readonly insides: readonly (TextSpan & { readonly context: Context })[];
  /** What lines mean outside of all of them. */
  readonly context: Context;
}

export const topLevel: Context = { kind: "block", path: [], keywords: rootKeywords };

/** @param context what the file's own top level is: where it is included */
export function outlineOf(text: string, context: Context = topLevel): Outline {
  const tree = readTextTree(text);
  const statements: Statement[] = [];
  const directives: Directive[] = [];
  const insides: (TextSpan & { readonly context: Context })[] = [];
  const takeLine = (line: TextLine, around: Context, blockEnd?: number): Context | undefined => {
    for (let index = line.firstPiece; index < line.endPiece; index++) {
      const kind = tree.pieces.kind(index);
      if (kind === "definition" || kind === "include" || kind === "sequence")
        directives.push({
          kind,
          context: around,
          start: tree.pieces.start(index),
          end: tree.pieces.end(index),
        });
    }
    if (line.kind !== "statement") return undefined;
    const words = wordsOf(tree, line);
    const meant = meaningOf(words[0]?.raw ?? "", around, blockEnd !== undefined);
    const { start, end } = line;
    statements.push({ start, end, context: meant.context, words, found: meant.found, blockEnd });
    return insideOf(meant.context, meant.found?.target);
  };
  // An own stack: files nest deeper than calls can.
  const rest: { readonly node: TextNode; readonly around: Context }[] = [];
  const push = (nodes: readonly TextNode[], around: Context) => {
    for (let index = nodes.length - 1; index >= 0; index--)
      rest.push({ node: nodes[index] as TextNode, around });
  };
  push(tree.nodes, context);
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const { node, around } = next;
    if (node.kind === "block") {
      let inside: Context | undefined;
      for (const line of node.head) inside = takeLine(line, around, node.end) ?? inside;
      const own: Context = inside ?? { kind: "unknown", path: around.path };
      const end = node.close === undefined ? text.length : node.close.at.start;
      insides.push({ start: node.open.at.end, end, context: own });
      push(node.content, own);
    } else if (node.kind !== "brace") takeLine(node, around);
  }
  return { tree, statements, directives, insides, context };
}

/** The block around an offset. */
export function contextAt({ insides, context }: Outline, offset: number): Context {
  return insides.findLast(({ start, end }) => start <= offset && offset <= end)?.context ?? context;
}

/** The statement whose line an offset stands on; its end counts only where a text ends or a brace follows. */
export function statementAt({ statements, tree }: Outline, offset: number): Statement | undefined {
  return statements.find(
    ({ start, end }) => start <= offset && (offset < end || (offset === end && tree.text[end - 1] !== "\n")),
  );
}

/** Whether an offset stands in a comment or behind one on its line. */
export function isInComment({ tree: { pieces, text } }: Outline, offset: number): boolean {
  let low = 0;
  for (let high = pieces.count; low < high; ) {
    const middle = (low + high) >> 1;
    if (pieces.start(middle) < offset) low = middle + 1;
    else high = middle;
  }
  const before = low - 1;
  if (before < 0 || pieces.kind(before) !== "comment") return false;
  return !text.slice(pieces.start(before), offset).includes("\n");
}

function wordsOf({ pieces, text }: TextTree, line: TextLine): OutlineWord[] {
  const words: OutlineWord[] = [];
  for (let index = line.firstPiece; index < line.endPiece; index++) {
    const kind = pieces.kind(index);
    if (kind !== "word" && kind !== "quoted") continue;
    const [start, end] = [pieces.start(index), pieces.end(index)];
    const quoted = kind === "quoted";
    words.push({ start, end, quoted, raw: quoted ? text.slice(start + 1, end - 1) : text.slice(start, end) });
  }
  return words;
}

interface Meaning {
  readonly context: Context;
  readonly found: FoundKeyword | undefined;
}

/**
 * While a text is being written, braces are missing: a block of the top level that is none here is taken for what it is there.
 */
function meaningOf(name: string, context: Context, opens: boolean): Meaning {
  const found = context.kind === "block" ? findKeyword(name, context.keywords) : undefined;
  if (found !== undefined || !opens || context === topLevel) return { context, found };
  const above = findKeyword(name, rootKeywords);
  return above?.target.kind === "block" ? { context: topLevel, found: above } : { context, found };
}

/** A keyword of a block by one of its spellings. */
export function findKeyword(name: string, keywords: Keywords): FoundKeyword | undefined {
  const siblings = siblingsOf(keywords);
  const written = siblings.get(name);
  const target = written?.kind === "alias" ? siblings.get(written.of) : written;
  return written === undefined || target === undefined || target.kind === "alias"
    ? undefined
    : { written, target };
}

const byName = new WeakMap<Keywords, ReadonlyMap<string, Keyword>>();

function siblingsOf(keywords: Keywords): ReadonlyMap<string, Keyword> {
  const known = byName.get(keywords);
  if (known !== undefined) return known;
  const made = new Map(Object.values(keywords).map((keyword) => [keyword.name, keyword]));
  byName.set(keywords, made);
  return made;
}

function insideOf(around: Context, target: ProperKeyword | undefined): Context {
  // What is unknown adds nothing to the path: it may nest without end.
  if (target === undefined) return { kind: "unknown", path: around.path };
  const path = [...around.path, target.name];
  if (target.kind === "block") return insideOfBlock(target, path);
  if (target.kind === "list" && target.braces) return { kind: "list", path, list: target };
  return { kind: "unknown", path };
}

function insideOfBlock({ lines, keywords }: BlockKeyword<unknown>, path: readonly string[]): Context {
  return lines === undefined ? { kind: "block", path, keywords } : { kind: "list", path, list: lines };
}
