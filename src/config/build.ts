/** Nests logical lines by the keyword table and reads their values: in keepalived a brace means what the keyword before it says. */

import { assertNever } from "../values/assert-never.ts";
import { type BlockNode, entriesOf, setValue } from "./block-node.ts";
import type { Diagnostics } from "./diagnostic.ts";
import type { ReadContext } from "./forms/form.ts";
import type { AliasKeyword, BlockKeyword, Keyword, Keywords, ListKeyword } from "./keyword.ts";
import { keepalivedNames } from "./keywords/keepalived-names.ts";
import { type LogicalLine, spanOfWords, type Word, wordText } from "./line.ts";
import { readHead, readListEntry, readValue, sayMissing } from "./read-keyword.ts";
import type { Scope } from "./scope.ts";
import { readable, type Span } from "./source.ts";
import { describeUnknownKeyword } from "./unknown-keyword.ts";

type Words = readonly [Word, ...Word[]];

/** What the lines at this depth are for. */
type Frame =
  | {
      readonly kind: "block";
      readonly node: BlockNode;
      readonly path: string;
      readonly table: ReadonlyMap<string, Keyword>;
    }
  | {
      readonly kind: "list";
      readonly node: BlockNode;
      readonly keyword: ListKeyword<unknown>;
      readonly at: Span;
    }
  /** Passed over by counting braces alone. */
  | { readonly kind: "skip"; depth: number; readonly at: Span };

const tables = new WeakMap<Keywords, ReadonlyMap<string, Keyword>>();

/** A block's keywords by name, made once for each block of the table. */
function tableOf(keywords: Keywords): ReadonlyMap<string, Keyword> {
  const known = tables.get(keywords);
  if (known !== undefined) return known;
  const table = new Map(Object.values(keywords).map((keyword) => [keyword.name, keyword]));
  tables.set(keywords, table);
  return table;
}

function newNode(
  keyword: BlockKeyword<unknown> | undefined,
  parent: BlockNode | undefined,
  head: unknown,
  at: Span,
): BlockNode {
  return { keyword, parent, head, at, end: undefined, settings: [], children: [] };
}

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
  /** Keyword and name of the blocks that were closed and kept. */
  readonly #declared = new Set<string>();
  #lastScope: Scope | undefined;

  /** @param at what to point at for want of anything better: the beginning of the main file */
  constructor(keywords: Keywords, at: Span, context: ReadContext, diagnostics: Diagnostics) {
    this.#root = newNode(undefined, undefined, undefined, at);
    this.#frames = [{ kind: "block", node: this.#root, path: "", table: tableOf(keywords) }];
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

  /** The top level, once the last line was taken. */
  finish(): BlockNode {
    const unclosed = this.#openBraces.length;
    if (unclosed > 0) {
      const innermost = this.#openBraces[unclosed - 1] ?? this.#root.at;
      const frame = this.#innermost();
      const what = frame.kind === "skip" ? "a block" : `'${this.#nameOf(frame)}'`;
      const count = unclosed === 1 ? "one '}' is" : `${unclosed} '}' are`;
      const message = `${count} missing at the end of the file: ${what} opened here is never closed; add '}' where it ends`;
      this.#diagnostics.pass = "parent";
      this.#diagnostics.add("brace-missing-close", "error", innermost, message, { stage: "checking" });
    }
    return this.#root;
  }

  #innermost(): Frame {
    const frame = this.#frames[this.#frames.length - 1];
    if (frame === undefined) throw new Error("the top level is never left");
    return frame;
  }

  #nameOf(frame: Frame): string {
    if (frame.kind === "skip") return "";
    if (frame.kind === "list") return frame.keyword.name;
    return frame.node.keyword?.name ?? "the top level";
  }

  #statement(words: Words): void {
    if (this.#awaited !== undefined) this.#enterWithoutBrace(spanOfWords(words));
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
    const diagnostics = this.#diagnostics;
    const scope: Scope = {
      node,
      context: this.#context,
      declared: (keyword, name) => this.#declared.has(`${keyword} ${name}`),
      say: (code, severity, at, text, traits) => diagnostics.add(code, severity, at, text, traits),
    };
    this.#lastScope = scope;
    return scope;
  }

  #keyword(frame: Frame & { kind: "block" }, words: Words): void {
    // Between the blocks every process reads; the parent says it first.
    if (frame.path === "") this.#diagnostics.pass = "parent";
    const name = words[0].raw;
    const written = frame.table.get(name);
    const keyword = written?.kind === "alias" ? frame.table.get(written.of) : written;
    if (written?.deprecated !== undefined) {
      const severity = written.deprecated.silent ? "hint" : "warning";
      const message = `'${name}' is deprecated: ${written.deprecated.reason}`;
      this.#diagnostics.add("keyword-deprecated", severity, words[0], message);
    }
    if (keyword !== undefined && keyword.kind !== "alias") this.#saySupport(keyword, words);
    switch (keyword?.kind) {
      case "flag":
        setValue(frame.node, keyword, true, spanOfWords(words));
        return;
      case "value":
        readValue(keyword, words, this.#scope(frame.node), this.#diagnostics);
        return;
      case "list":
        this.#list(keyword, words, frame.node);
        return;
      case "block":
        this.#block(keyword, words, frame);
        return;
      case "alias":
        throw new Error(`alias '${name}' leads to another alias`);
      case undefined:
        this.#foreign(frame, words);
        return;
      default:
        assertNever(keyword);
    }
  }

  /** What runs otherwise than keepalived would run it. */
  #saySupport(keyword: Exclude<Keyword, AliasKeyword>, words: Words): void {
    switch (keyword.support) {
      case "full":
        return;
      case "accepted":
        this.#diagnostics.add(
          "keyword-without-effect",
          "hint",
          words[0],
          `'${keyword.name}' has no effect yet`,
        );
        return;
      case "refused": {
        const message = `'${keyword.name}' is not supported yet, and running without it would do harm`;
        const exit = { daemon: 2, test: 0, aborts: false };
        if (this.#context.mode === "test")
          this.#diagnostics.add("keyword-unsupported", "hint", words[0], message);
        else this.#diagnostics.add("keyword-unsupported", "fatal", words[0], message, { exit });
        return;
      }
      default:
        assertNever(keyword.support);
    }
  }

  #list(keyword: ListKeyword<unknown>, words: Words, node: BlockNode): void {
    const surplus = words[1];
    if (!keyword.braces) {
      readListEntry(keyword, words, this.#scope(node), this.#diagnostics);
      return;
    }
    if (surplus !== undefined) {
      const message = `'${wordText(surplus)}' behind ${keyword.name} is ignored: entries stand in braces, one a line`;
      this.#diagnostics.add("argument-surplus", "error", surplus, message);
    }
    this.#awaited = { kind: "list", node, keyword, at: spanOfWords(words) };
  }

  #block(keyword: BlockKeyword<unknown>, words: Words, frame: Frame & { kind: "block" }): void {
    if (frame.path === "") this.#diagnostics.pass = keyword.owner ?? "parent";
    const at = spanOfWords(words);
    const head = readHead(keyword, words, this.#scope(frame.node), this.#diagnostics);
    if (!head.usable) {
      this.#awaited = { kind: "skip", depth: 0, at };
      return;
    }
    const node = newNode(keyword, frame.node, head.value, at);
    frame.node.children.push(node);
    const path = frame.path === "" ? keyword.name : `${frame.path}/${keyword.name}`;
    this.#awaited = { kind: "block", node, path, table: tableOf(keyword.keywords) };
  }

  /** A keyword that is not in the table: keepalived's, which we pass over whole, or nobody's, which it does not. */
  #foreign(frame: Frame & { kind: "block" }, words: Words): void {
    const [word] = words;
    const known = keepalivedNames(frame.path).get(word.raw);
    if (known === undefined) {
      const { code, message } = describeUnknownKeyword(word, frame.path, frame.table);
      this.#diagnostics.add(code, "error", word, message);
      return;
    }
    const what = known.braces ? "this block" : "this line";
    const name = readable(word.raw);
    const message = `'${name}' is known to keepalived but not supported yet: ${what} is without effect`;
    this.#diagnostics.add("keyword-unsupported", "error", word, message);
    if (known.braces) this.#awaited = { kind: "skip", depth: 0, at: spanOfWords(words) };
  }

  #enter(frame: Frame): void {
    this.#frames.push(frame);
    this.#awaited = undefined;
  }

  #enterWithoutBrace(at: Span): void {
    const awaited = this.#awaited;
    if (awaited === undefined) return;
    const name = this.#nameOf(awaited);
    if (awaited.kind === "block") {
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
    const message = `'{' is not expected in '${this.#nameOf(frame)}' and is ignored; its '}' closes the block around it`;
    this.#diagnostics.add("brace-unexpected", "error", at, message);
  }

  #close(at: Span): void {
    if (this.#awaited !== undefined) this.#enterWithoutBrace(at);
    const extra = this.#openBraces.pop() === undefined;
    if (extra) {
      const message =
        "this '}' closes nothing: there is one more than '{' up to here; remove it or add the '{'";
      this.#diagnostics.add("brace-extra", "error", at, message, { pass: "parent" });
    }
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
        frame.keyword.closed?.(entries, this.#scope(frame.node), at);
        return;
      }
      case "block": {
        const { node } = frame;
        node.end = at;
        if (node.keyword?.closed?.(node, this.#scope(node), at) === "drop") {
          node.parent?.children.splice(node.parent.children.indexOf(node), 1);
        } else if (typeof node.head === "string") {
          this.#declared.add(`${node.keyword?.name} ${node.head}`);
        }
        return;
      }
      default:
        assertNever(frame);
    }
  }
}
