/** A file's text as a tree of lines and blocks that loses no byte: what formatting and mending a file work on. */
import { assertNever } from "../values/assert-never.ts";
import { type Pieces, readPieces } from "./pieces.ts";

/** The bytes `start` to `end` (exclusive). */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * A stretch of text up to and including its newline, or up to the brace behind it. `statement` has words, perhaps behind a condition or
 * a sequence; `directive` is an include, a definition, or a condition or sequence of what follows; `unreadable` begins with a lone quote or a NUL byte.
 */
export interface TextLine extends TextSpan {
  readonly kind: "statement" | "comment" | "blank" | "directive" | "unreadable";
  /** The pieces of the text that stand on it: `firstPiece` to `endPiece` (exclusive), the line's end among them. */
  readonly firstPiece: number;
  readonly endPiece: number;
}

/** A brace, with the blanks before it and, when nothing else follows on its line, the rest of the line. */
export interface TextBrace extends TextSpan {
  readonly kind: "brace";
  readonly at: TextSpan;
  readonly firstPiece: number;
  readonly endPiece: number;
}

export interface TextBlock extends TextSpan {
  readonly kind: "block";
  /** The statement that the brace belongs to, with what stands between them; empty for a brace on its own. */
  readonly head: readonly TextLine[];
  readonly open: TextBrace;
  readonly content: readonly TextNode[];
  /** Undefined when the file ends before the block does. */
  readonly close: TextBrace | undefined;
}

/** A brace that stands for itself closes nothing. */
export type TextNode = TextLine | TextBlock | TextBrace;

export interface TextTree {
  readonly text: string;
  readonly pieces: Pieces;
  readonly nodes: readonly TextNode[];
}

interface OpenBlock {
  readonly head: readonly TextLine[];
  readonly open: TextBrace;
  readonly outside: TextNode[];
}

/** @param text one character is one byte (latin1), so that offsets are byte offsets */
export function readTextTree(text: string): TextTree {
  const pieces = readPieces(text);
  const root: TextNode[] = [];
  const blocks: OpenBlock[] = [];
  let nodes = root;
  const close = (brace: TextBrace | undefined) => {
    const block = blocks.pop();
    if (block === undefined) {
      if (brace !== undefined) nodes.push(brace);
      return;
    }
    const { head, open, outside } = block;
    const end = brace?.end ?? text.length;
    outside.push({
      kind: "block",
      start: head[0]?.start ?? open.start,
      end,
      head,
      open,
      content: nodes,
      close: brace,
    });
    nodes = outside;
  };
  for (const leaf of leaves(text, pieces)) {
    if (leaf.kind !== "brace") nodes.push(leaf);
    else if (text[leaf.at.start] === "}") close(leaf);
    else {
      blocks.push({ head: takeHead(nodes), open: leaf, outside: nodes });
      nodes = [];
    }
  }
  while (blocks.length > 0) close(undefined);
  return { text, pieces, nodes: root };
}

/** Cuts the last statement, and the comments and blanks behind it, off a list: it is what the next brace belongs to. */
function takeHead(nodes: TextNode[]): TextLine[] {
  let first = nodes.length;
  for (let index = nodes.length - 1; index >= 0; index--) {
    const node = nodes[index];
    if (node?.kind === "statement") first = index;
    if (node?.kind !== "comment" && node?.kind !== "blank") break;
  }
  return nodes.splice(first) as TextLine[];
}

/** The text in one row: every byte stands in exactly one of them. */
function* leaves(text: string, pieces: Pieces): Generator<TextLine | TextBrace> {
  let start = 0;
  let firstPiece = 0;
  while (firstPiece < pieces.count) {
    const isBrace = isBraceAt(pieces, firstPiece);
    const endPiece = isBrace ? endOfBrace(pieces, firstPiece) : endOfLine(pieces, firstPiece);
    const last = endPiece === pieces.count && pieces.kind(endPiece - 1) !== "lineEnd";
    const end = last ? text.length : pieces.end(endPiece - 1);
    const span = { start, end, firstPiece, endPiece };
    if (isBrace) {
      const at = { start: pieces.start(firstPiece), end: pieces.end(firstPiece) };
      yield { kind: "brace", at, ...span };
    } else yield { kind: lineKind(pieces, firstPiece, endPiece), ...span };
    start = end;
    firstPiece = endPiece;
  }
  if (start < text.length) {
    yield { kind: "blank", start, end: text.length, firstPiece: pieces.count, endPiece: pieces.count };
  }
}

function isBraceAt(pieces: Pieces, index: number): boolean {
  const kind = pieces.kind(index);
  return kind === "open" || kind === "close";
}

/** Up to the brace, or behind the line's end. */
function endOfLine(pieces: Pieces, firstPiece: number): number {
  let index = firstPiece;
  while (index < pieces.count && !isBraceAt(pieces, index)) {
    if (pieces.kind(index++) === "lineEnd") break;
  }
  return index;
}

/** A comment and the line's end behind a brace are its own; words begin a line of theirs. */
function endOfBrace(pieces: Pieces, brace: number): number {
  const behind = brace + 1;
  const end = behind < pieces.count && pieces.kind(behind) === "comment" ? behind + 1 : behind;
  if (end === pieces.count) return end;
  return pieces.kind(end) === "lineEnd" ? end + 1 : behind;
}

function lineKind(pieces: Pieces, firstPiece: number, endPiece: number): TextLine["kind"] {
  let conditional = false;
  for (let index = firstPiece; index < endPiece; index++) {
    const kind = pieces.kind(index);
    switch (kind) {
      case "condition":
      case "sequence":
        conditional = true;
        break;
      case "include":
      case "definition":
        return "directive";
      case "word":
      case "quoted":
        return "statement";
      case "bad":
        return "unreadable";
      case "comment":
        return conditional ? "directive" : "comment";
      case "lineEnd":
      case "open":
      case "close":
        return conditional ? "directive" : "blank";
      default:
        assertNever(kind);
    }
  }
  return conditional ? "directive" : "blank";
}

/** The text again, put together from the tree's lines and braces: identical to what was read. */
export function printTextTree({ text, nodes }: TextTree): string {
  const parts: string[] = [];
  // An own stack: files nest deeper than calls can.
  const rest: TextNode[] = [...nodes].reverse();
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (node.kind !== "block") parts.push(text.slice(node.start, node.end));
    else {
      const { head, open, content, close } = node;
      if (close !== undefined) rest.push(close);
      for (let index = content.length - 1; index >= 0; index--) rest.push(content[index] as TextNode);
      rest.push(open);
      for (let index = head.length - 1; index >= 0; index--) rest.push(head[index] as TextNode);
    }
  }
  return parts.join("");
}
