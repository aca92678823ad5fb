/** Nests logical lines by the keyword table and reads their values: in keepalived a brace means what the keyword before it says. */

import { assertNever } from "../values/assert-never.ts";
import { type BlockNode, entriesOf, findSetting, settingOf, setValue, setValueAt } from "./block-node.ts";
import { BlockScope } from "./block-scope.ts";
import { addChild, type BlockReading, dropChild, isWithoutEffect, newNode } from "./block-tree.ts";
import type { Diagnostics } from "./diagnostic.ts";
import type { ReadContext } from "./forms/form.ts";
import { type Frame, nameOfFrame } from "./frame.ts";
import type { BlockKeyword, Keywords, ListKeyword, ValueKeyword } from "./keyword.ts";
import { type Entry, insideOf, MOST_KNOWN, makeTable, type Table } from "./keyword-index.ts";
import { virtualServer } from "./keywords/virtual-server.ts";
import { type LogicalLine, spanOfWords, type Word, wordText } from "./line.ts";
import {
  openList,
  readFlag,
  readHead,
  readListEntry,
  readValue,
  sayMissing,
  sayReplaced,
} from "./read-keyword.ts";
import { rewriteOfDeprecated, rewriteOfUnknown } from "./rewrite-of-keyword.ts";
import { sayExtra, sayUnclosed } from "./say-braces.ts";
import { saySupport } from "./say-support.ts";
import type { Scope } from "./scope.ts";
import { isTextAt, type Source, type Span } from "./source.ts";
import { describeUnknownKeyword } from "./unknown-keyword.ts";

type Words = readonly [Word, ...Word[]];

/** Takes logical lines one by one; `diagnostics` gets what is wrong on the way. */
export class Builder {
  readonly #root: BlockNode;
  readonly #frames: Frame[];
  readonly #context: ReadContext;
  readonly #diagnostics: Diagnostics;
  /** A frame whose `{` must come next. */
  #awaited: Frame | undefined;
  /** Braces opened and not closed, whatever they were good for: keepalived counts them apart from the nesting. */
  #openBraces: Span[] = [];
  /** The lines that stand where a '{' should: each makes one '}' too many later. */
  readonly #withoutBrace: Span[] = [];
  /** The keyword that the line before this one begins with, if it is unknown. */
  #lastUnknown: Span | undefined;
  /** Keyword and name of the blocks that were closed and kept. */
  readonly #declared = new Set<string>();
  readonly #closedAtTop: (block: BlockNode, reading: BlockReading) => void;
  /** Whether a command line was read since the last block of the top level. */
  #holdsScripts = false;
  /** What had been said when the last block of the top level began; undefined when it did not begin between two others. */
  #saidBefore: number | undefined;
  #lastScope: Scope | undefined;
  #lastPair: Entry | undefined;

  /**
   * @param at what to point at for want of anything better: the beginning of the main file
   * @param closed called with each block of the top level when it is closed and kept
   */
  constructor(
    keywords: Keywords,
    at: Span,
    context: ReadContext,
    diagnostics: Diagnostics,
    closed: (block: BlockNode, reading: BlockReading) => void,
  ) {
    this.#closedAtTop = closed;
    this.#root = newNode(undefined, undefined, undefined, at);
    this.#frames = [{ kind: "block", node: this.#root, table: makeTable(keywords, "") }];
    this.#context = context;
    this.#diagnostics = diagnostics;
  }

  take(line: LogicalLine): void {
    switch (line.kind) {
      case "statement":
        this.#statement(line.words);
        return;
      case "open":
        this.#open(line.at);
        return;
      case "close":
        this.#close(line.at);
        return;
      default:
        assertNever(line);
    }
  }

  /** Takes two unquoted words alone on a line, if they say what was read before; else the line has to be taken as others. */
  takePair(source: Source, nameStart: number, nameEnd: number, start: number, end: number): boolean {
    const frame = this.#innermost();
    if (frame.kind !== "block" || this.#awaited !== undefined) return false;
    const { text } = source;
    const guess = this.#lastPair?.next;
    const entry =
      guess?.table === frame.table && isTextAt(text, nameStart, nameEnd, guess.written.name)
        ? guess
        : frame.table.entries.get(text.slice(nameStart, nameEnd));
    if (entry?.known === undefined) return false;
    if (this.#lastPair !== undefined) this.#lastPair.next = entry;
    this.#lastPair = entry;
    if (!isTextAt(text, start, end, entry.lastRaw)) {
      const raw = text.slice(start, end);
      if (!entry.known.has(raw)) return false;
      entry.lastRaw = raw;
      entry.lastValue = entry.known.get(raw);
    }
    this.#lastUnknown = undefined;
    const before = setValueAt(frame.node, entry.keyword, entry.lastValue, source, nameStart, end);
    if (before !== undefined) {
      sayReplaced(
        entry.keyword,
        entry.lastValue,
        before,
        { source, start: nameStart, end },
        this.#diagnostics,
      );
    }
    return true;
  }

  /** Puts a service that need not be read where it stands; undefined, and nothing done, where no block of the top level can begin. */
  takeService(at: Span): BlockNode | undefined {
    if (!this.#isBetweenBlocks()) return undefined;
    this.#diagnostics.pass = virtualServer.owner ?? "parent";
    this.#lastUnknown = undefined;
    const node = newNode(virtualServer, this.#root, undefined, at);
    addChild(this.#root, node);
    return node;
  }

  /** Whether the next line is the top level's, and what came before has no bearing on it. */
  #isBetweenBlocks(): boolean {
    const isOpen = this.#frames.length > 1 || this.#awaited !== undefined || this.#openBraces.length > 0;
    const isTold = this.#withoutBrace.length > 0 || this.#diagnostics.cause !== undefined;
    return !isOpen && !isTold && !this.#holdsScripts;
  }

  /** The top level, once the last line was taken. */
  finish(): BlockNode {
    this.#diagnostics.sayWithoutEffect();
    const innermost = this.#openBraces[this.#openBraces.length - 1];
    if (innermost !== undefined)
      sayUnclosed(this.#innermost(), innermost, this.#openBraces.length, this.#diagnostics);
    return this.#root;
  }

  #innermost(): Frame {
    const frame = this.#frames[this.#frames.length - 1];
    if (frame === undefined) throw new Error("the top level is never left");
    return frame;
  }

  #statement(words: Words): void {
    if (this.#awaited !== undefined) this.#enterWithoutBrace(spanOfWords(words));
    this.#lastUnknown = undefined;
    const frame = this.#innermost();
    switch (frame.kind) {
      case "skip":
        return;
      case "list":
        readListEntry(frame.keyword, words, this.#scope(frame.node), this.#diagnostics);
        return;
      case "block":
        this.#keyword(frame, words);
        return;
      default:
        assertNever(frame);
    }
  }

  #scope(node: BlockNode): Scope {
    if (this.#lastScope?.node === node) return this.#lastScope;
    this.#lastScope = new BlockScope(node, this.#context, this.#diagnostics, this.#declared);
    return this.#lastScope;
  }

  #keyword(frame: Frame & { kind: "block" }, words: Words): void {
    // Between the blocks every process reads; the parent says it first.
    if (frame.table.path === "") {
      this.#diagnostics.pass = "parent";
      this.#saidBefore = this.#isBetweenBlocks() ? this.#diagnostics.said : undefined;
    }
    const entry = frame.table.entries.get(words[0].raw);
    if (entry === undefined) {
      this.#unknown(frame.table, words);
      return;
    }
    const { written, keyword } = entry;
    if (written.deprecated !== undefined) {
      const severity = written.deprecated.silent ? "hint" : "warning";
      const message = `'${written.name}' is deprecated: ${written.deprecated.reason}`;
      const rewrite = rewriteOfDeprecated(written);
      this.#diagnostics.add("keyword-deprecated", severity, words[0], message, { rewrite });
    }
    if (keyword.support !== "full" && !isWithoutEffect(frame.node))
      saySupport(keyword, words, this.#context.mode, this.#diagnostics);
    switch (keyword.kind) {
      case "flag":
        readFlag(keyword, words, this.#scope(frame.node), this.#diagnostics);
        return;
      case "value":
        this.#value(entry, keyword, words, frame.node);
        return;
      case "list":
        this.#list(keyword, words, frame.node);
        return;
      case "block":
        this.#block(entry, keyword, words, frame);
        return;
      default:
        assertNever(keyword);
    }
  }

  #value({ known }: Entry, keyword: ValueKeyword<unknown>, words: Words, node: BlockNode): void {
    const [, word] = words;
    const single = known !== undefined && words.length === 2 && word !== undefined;
    if (single && known.has(word.raw)) {
      const [value, at] = [known.get(word.raw), spanOfWords(words)];
      sayReplaced(keyword, value, setValue(node, keyword, value, at), at, this.#diagnostics);
      return;
    }
    if (keyword.splitting === "script") this.#holdsScripts = true;
    const said = this.#diagnostics.list.length;
    readValue(keyword, words, this.#scope(node), this.#diagnostics);
    if (!single || known.size >= MOST_KNOWN || this.#diagnostics.list.length !== said) return;
    known.set(word.raw, settingOf(node, keyword));
  }

  #list(keyword: ListKeyword<unknown>, words: Words, node: BlockNode): void {
    const surplus = words[1];
    if (!keyword.braces) {
      readListEntry(keyword, words, this.#scope(node), this.#diagnostics);
      return;
    }
    if (keyword.onlyOnce === true && findSetting(node, keyword) !== undefined) {
      this.#secondList(keyword, words, node);
      return;
    }
    if (surplus !== undefined) {
      const message = `'${wordText(surplus)}' behind ${keyword.name} is ignored: entries stand in braces, one a line`;
      this.#diagnostics.add("argument-surplus", "error", surplus, message);
    }
    const at = spanOfWords(words);
    this.#awaited = { kind: "list", node, keyword, at, earlier: openList(keyword, at, node).length };
  }

  #secondList(keyword: ListKeyword<unknown>, words: Words, node: BlockNode): void {
    const at = spanOfWords(words);
    const message = `a second '${keyword.name}' is ignored, and with it all that follows in this block: write one, with all entries`;
    this.#diagnostics.add("block-duplicate", "error", at, message);
    this.#diagnostics.cause ??= at;
    this.#diagnostics.noteGap(node, at);
    if (this.#frames.length > 1) this.#frames.pop();
    this.#awaited = { kind: "skip", depth: 0, at };
  }

  #block(entry: Entry, keyword: BlockKeyword<unknown>, words: Words, frame: Frame & { kind: "block" }): void {
    if (frame.table.path === "") this.#diagnostics.pass = keyword.owner ?? "parent";
    const at = spanOfWords(words);
    const head = readHead(keyword, words, this.#scope(frame.node), this.#diagnostics);
    if (!head.usable) {
      this.#awaited = { kind: "skip", depth: 0, at };
      return;
    }
    const earlier = this.#continued(keyword, words, frame.node);
    const node = earlier ?? newNode(keyword, frame.node, head.value, at);
    if (earlier === undefined) addChild(frame.node, node);
    this.#awaited =
      keyword.lines === undefined
        ? { kind: "block", node, table: insideOf(entry, keyword, frame.table.path) }
        : { kind: "list", node, keyword: keyword.lines, at, earlier: 0 };
  }

  /** The earlier block that this one goes on with; one that it replaces is taken away. */
  #continued(keyword: BlockKeyword<unknown>, words: Words, parent: BlockNode): BlockNode | undefined {
    if (keyword.whenRepeated !== "continued" && keyword.whenRepeated !== "last-wins-reported")
      return undefined;
    const earlier = parent.children.find((child) => child.keyword === keyword);
    if (earlier === undefined || keyword.whenRepeated === "continued") return earlier;
    const message = `${keyword.name} was written before: this block replaces all of it`;
    this.#diagnostics.add("block-duplicate", "error", spanOfWords(words), message);
    dropChild(earlier);
    return undefined;
  }

  #unknown(table: Table, words: Words): void {
    const [word] = words;
    const find = (name: string) => table.entries.get(name)?.keyword;
    const { code, message } = describeUnknownKeyword(word, table.path, find);
    const rewrite = rewriteOfUnknown(words, table.path, find, this.#context);
    this.#diagnostics.add(code, "error", word, message, { rewrite });
    this.#lastUnknown = word;
  }

  #enter(frame: Frame): void {
    const { cause } = this.#diagnostics;
    if (cause !== undefined && frame.kind === "block") this.#diagnostics.noteGap(frame.node, cause);
    this.#frames.push(frame);
    this.#awaited = undefined;
  }

  #enterWithoutBrace(at: Span): void {
    const awaited = this.#awaited;
    if (awaited === undefined) return;
    const name = nameOfFrame(awaited);
    if (awaited.kind === "block") {
      this.#withoutBrace.push(at);
      sayMissing(
        this.#diagnostics,
        at,
        `'{' is missing before this line: it is read as the first line of '${name}'`,
      );
    }
    this.#enter(awaited);
    if (awaited.kind === "skip") awaited.depth++;
  }

  #open(at: Span): void {
    this.#openBraces.push(at);
    const awaited = this.#awaited;
    if (awaited !== undefined) {
      this.#enter(awaited);
      if (awaited.kind === "skip") awaited.depth++;
      return;
    }
    const frame = this.#innermost();
    if (frame.kind === "skip") {
      frame.depth++;
      return;
    }
    const message = `'{' is not expected in '${nameOfFrame(frame)}' and is ignored; its '}' closes the block around it`;
    // What opens here is mostly the block of an unknown keyword: whoever mends that is rid of this as well.
    this.#diagnostics.cause ??= this.#lastUnknown;
    this.#diagnostics.add("brace-unexpected", "error", at, message);
    // From here to the brace that closes the outermost block, what is unknown is so because of this line.
    this.#diagnostics.cause ??= at;
    for (const around of this.#frames) {
      if (around.kind === "block") this.#diagnostics.noteGap(around.node, this.#diagnostics.cause);
    }
  }

  #close(at: Span): void {
    if (this.#awaited !== undefined) this.#enterWithoutBrace(at);
    const extra = this.#openBraces.pop() === undefined;
    if (extra) sayExtra(at, this.#withoutBrace.shift(), this.#diagnostics);
    this.#leave(at, extra);
    this.#lastUnknown = undefined;
    if (this.#openBraces.length === 0) this.#diagnostics.endCascade(at);
  }

  #leave(at: Span, extra: boolean): void {
    const frame = this.#innermost();
    if (frame.kind === "skip" && --frame.depth > 0) return;
    if (this.#frames.length > 1) {
      this.#closed(frame, at);
      this.#frames.pop();
      return;
    }
    if (!extra) {
      const message =
        "unknown keyword '}' here: an earlier '}' has closed the block already, see the messages above";
      this.#diagnostics.add("brace-extra", "error", at, message);
    }
  }

  /** keepalived's end actions run at the closing brace; a block that is never closed has none. */
  #closed(frame: Frame, at: Span): void {
    switch (frame.kind) {
      case "skip":
        return;
      case "list": {
        const entries = entriesOf(frame.node, frame.keyword).map((entry) => entry.value);
        frame.keyword.closed?.(entries.slice(frame.earlier), this.#scope(frame.node), at);
        if (frame.node.keyword?.lines === frame.keyword) this.#blockClosed(frame.node, at);
        return;
      }
      case "block":
        this.#blockClosed(frame.node, at);
        return;
      default:
        assertNever(frame);
    }
  }
  #blockClosed(node: BlockNode, at: Span): void {
    node.end = at;
    if (node.keyword?.closed?.(node, this.#scope(node), at) === "drop") {
      dropChild(node);
      return;
    }
    if (typeof node.head === "string") this.#declared.add(`${node.keyword?.name} ${node.head}`);
    if (node.parent !== this.#root) return;
    const isQuiet = this.#diagnostics.said === this.#saidBefore && this.#openBraces.length === 0;
    this.#closedAtTop(node, { holdsScripts: this.#holdsScripts, isQuiet });
    this.#holdsScripts = false;
  }
}
