/** Reads one keyword's words into its block, and says what runs where they do not fit. */

import { assertNever } from "../values/assert-never.ts";
import {
  type BlockNode,
  findSetting,
  type ListEntry,
  type Replaced,
  Setting,
  settingsIn,
  setValue,
} from "./block-node.ts";
import type { Diagnostics } from "./diagnostic.ts";
import type { Reading, Remark } from "./forms/form.ts";
import type { BlockKeyword, FlagKeyword, Keyword, ListKeyword, ValueKeyword } from "./keyword.ts";
import { spanOfWords, type Word, wordText } from "./line.ts";
import type { Scope } from "./scope.ts";
import { scriptWords } from "./script-words.ts";
import { placeOf, type Span } from "./source.ts";

type Words = readonly [Word, ...Word[]];

export function sayMissing(diagnostics: Diagnostics, at: Span, message: string): void {
  diagnostics.add("brace-missing-open", "error", at, message);
}

/** The keyword stands without its word: keepalived ends its process there, with status 2, also under `-t`. */
function sayFatalMissing(name: string, wanted: string, words: Words, diagnostics: Diagnostics): void {
  const message = `${name} needs a word behind it, and reading stops here: write ${wanted}`;
  const exit = { daemon: 2, test: 2, aborts: true };
  diagnostics.add("argument-missing", "fatal", spanOfWords(words), message, { exit });
}

function sayRemark(remark: Remark, words: Words, diagnostics: Diagnostics): void {
  const at = words[remark.word + 1] ?? words[0];
  const traits = {
    ...(remark.exit === undefined ? {} : { exit: remark.exit }),
    // What is said of a list's line or of a quoted word marks other bytes than the value's.
    ...(remark.rewrite === undefined || ("quoted" in at && at.quoted) ? {} : { rewrite: remark.rewrite }),
  };
  const message = `${words[0].raw}: ${remark.text}`;
  diagnostics.add(remark.code, remark.severity ?? "error", at, message, traits);
}

/** keepalived passes over further words; only linters are told. */
function saySurplus(words: Words, used: number, node: BlockNode, diagnostics: Diagnostics): void {
  const surplus = words[used + 1];
  if (surplus === undefined) return;
  if (isKeywordOf(node, surplus.raw)) {
    const message = `'${wordText(surplus)}' stands behind ${words[0].raw} and is passed over: a line holds one keyword`;
    diagnostics.add("statement-swallowed", "hint", surplus, message);
    return;
  }
  const message = `'${wordText(surplus)}' behind ${words[0].raw} is passed over`;
  diagnostics.add("argument-surplus", "hint", surplus, message);
}

function isKeywordOf({ keyword }: BlockNode, name: string): boolean {
  return keyword !== undefined && Object.values(keyword.keywords).some((known) => known.name === name);
}

/** keepalived takes the later line without a word; only linters are told. */
export function sayReplaced(
  keyword: Keyword,
  value: unknown,
  before: Replaced | undefined,
  at: Span,
  diagnostics: Diagnostics,
): void {
  if (before === undefined || keyword.kind !== "value" || keyword.whenRepeated !== "last-wins") return;
  // A keyword that judges by its earlier lines says itself what becomes of them, or adds to them.
  if (keyword.settle !== undefined) return;
  const { print } = keyword.form;
  if (print(before.value) === print(value)) return;
  const message = `${keyword.name} was written on line ${placeOf(before.at).line} already: this line replaces it, and it runs as ${print(value)}`;
  diagnostics.add("value-replaced", "hint", at, message);
}

export function readFlag(keyword: FlagKeyword, words: Words, scope: Scope, diagnostics: Diagnostics): void {
  const reading = keyword.settle?.(scope);
  if (reading?.ok === false) {
    const text = `${reading.refusal.text}; the line is without effect`;
    sayRemark({ ...reading.refusal, text, word: -1 }, words, diagnostics);
    return;
  }
  if (reading?.ok === true) for (const remark of reading.remarks) sayRemark(remark, words, diagnostics);
  setValue(scope.node, keyword, true, spanOfWords(words));
  for (const setting of settingsIn(scope.node)) {
    if (keyword.takesBack?.includes(setting.keyword.name)) setting.value = false;
  }
}

export function readValue(
  keyword: ValueKeyword<unknown>,
  words: Words,
  scope: Scope,
  diagnostics: Diagnostics,
): void {
  const { node, context } = scope;
  const previous = findSetting(node, keyword);
  if (previous !== undefined && !mayRepeat(keyword, words, diagnostics)) return;
  const argumentWords = keyword.splitting === "script" ? commandWords(words, diagnostics) : words.slice(1);
  if (argumentWords === undefined) return;
  const reading = settled(keyword, keyword.form.read(argumentWords, context), scope, previous?.value);
  const at = spanOfWords(words);
  switch (reading.ok) {
    case "missing":
      diagnostics.noteGap(node, at, keyword.name);
      readNothing(keyword, reading.wanted, words, diagnostics);
      return;
    case false: {
      diagnostics.noteGap(node, at, keyword.name);
      const use = "use" in keyword.whenInvalid ? { value: keyword.whenInvalid.use } : undefined;
      const runsAs = use ?? previous;
      const text = `${reading.refusal.text}; ${whatRuns(keyword, runsAs)}. Write ${keyword.form.wanted}`;
      sayRemark({ ...reading.refusal, text }, words, diagnostics);
      if (use !== undefined) setValue(node, keyword, use.value, at);
      return;
    }
    case true:
      for (const remark of reading.remarks) sayRemark(remark, words, diagnostics);
      saySurplus(words, keyword.form.maxWords, node, diagnostics);
      sayReplaced(keyword, reading.value, setValue(node, keyword, reading.value, at), at, diagnostics);
      return;
    default:
      assertNever(reading);
  }
}

/** Undefined, and said, when the line ends inside a quote: it is ignored then. */
function commandWords(words: Words, diagnostics: Diagnostics): readonly Word[] | undefined {
  const split = scriptWords(words);
  if (split.open === undefined) return split.words;
  if (split.open.isSaid) return undefined;
  const text = `${words[0].raw}: the ${split.open.quote} has nothing that ends it, so the line is ignored`;
  diagnostics.add("quote-unterminated", "error", spanOfWords(words), text);
  return undefined;
}

/** What the keyword's own judgement makes of a value that its form has read. */
function settled<T, P>(
  keyword: { settle?(value: T, scope: Scope, previous: P): Reading<T> },
  reading: Reading<T>,
  scope: Scope,
  previous: P,
): Reading<T> {
  if (keyword.settle === undefined || reading.ok !== true) return reading;
  const after = keyword.settle(reading.value, scope, previous);
  return after.ok === true ? { ...after, remarks: [...reading.remarks, ...after.remarks] } : after;
}

function readNothing(
  keyword: ValueKeyword<unknown>,
  wanted: string,
  words: Words,
  diagnostics: Diagnostics,
): void {
  switch (keyword.whenMissing) {
    case "fatal":
      sayFatalMissing(keyword.name, wanted, words, diagnostics);
      return;
    case "reported": {
      const text = `nothing stands behind it; ${whatRuns(keyword, undefined)}. Write ${wanted}`;
      sayRemark({ code: "argument-missing", text, word: 0 }, words, diagnostics);
      return;
    }
    case "allowed":
      return;
    default:
      assertNever(keyword.whenMissing);
  }
}

/** Whether a further line of the keyword is looked at. */
function mayRepeat(keyword: ValueKeyword<unknown>, words: Words, diagnostics: Diagnostics): boolean {
  const at = spanOfWords(words);
  switch (keyword.whenRepeated) {
    case "last-wins":
    case "collected":
      return true;
    case "last-wins-reported":
      diagnostics.add(
        "block-duplicate",
        "error",
        at,
        `${keyword.name} was written before: this line replaces it`,
      );
      return true;
    case "first-wins":
      diagnostics.add(
        "value-replaced",
        "hint",
        at,
        `${keyword.name} was written before: this line is passed over`,
      );
      return false;
    case "first-wins-reported":
      diagnostics.add(
        "block-duplicate",
        "error",
        at,
        `${keyword.name} was written before: this line is ignored`,
      );
      return false;
    default:
      return assertNever(keyword.whenRepeated);
  }
}

/** "it runs as …": the value that stands after a refusal. */
function whatRuns(keyword: ValueKeyword<unknown>, setting: { readonly value: unknown } | undefined): string {
  if (setting !== undefined) return `it runs as ${keyword.form.print(setting.value)}`;
  switch (keyword.default.kind) {
    case "value":
      return `it runs as ${keyword.form.print(keyword.default.value)}`;
    case "derived":
      return `it runs as ${keyword.default.from}`;
    case "absent":
      return "the line is without effect";
    case "mandatory":
      return "it stays unset";
    default:
      return assertNever(keyword.default);
  }
}

export function readListEntry(
  keyword: ListKeyword<unknown>,
  words: Words,
  scope: Scope,
  diagnostics: Diagnostics,
): void {
  const entries = openList(keyword, spanOfWords(words), scope.node);
  const own = keyword.braces ? words : words.slice(1);
  const groups = keyword.entries === "line" ? [own] : own.map((word) => [word]);
  for (const group of groups) {
    const [first, ...rest] = group;
    if (first === undefined) continue;
    // A remark's index counts from the word behind the keyword; in a list the line has no keyword of its own.
    const numbered: Words = [{ ...words[0], raw: keyword.name }, first, ...rest];
    const read = keyword.entry.read(group, scope.context);
    const reading =
      keyword.settle === undefined
        ? read
        : settled(
            keyword,
            read,
            scope,
            entries.map((entry) => entry.value),
          );
    if (reading.ok === true) {
      entries.push({ value: reading.value, at: spanOfWords([first, ...rest]) });
      for (const remark of reading.remarks) sayRemark(remark, numbered, diagnostics);
    } else if (reading.ok === false) {
      diagnostics.noteGap(scope.node, spanOfWords([first, ...rest]), keyword.name);
      sayRemark(reading.refusal, numbered, diagnostics);
    }
  }
}

/** The entries so far of a list that begins or goes on at `at`: also an empty list has been written. */
export function openList(keyword: ListKeyword<unknown>, at: Span, node: BlockNode): ListEntry[] {
  const known = findSetting(node, keyword)?.entries;
  if (known !== undefined) return known;
  const entries: ListEntry[] = [];
  node.lastSetting = new Setting(keyword, entries, at.source, at.start, at.end, node.lastSetting);
  return entries;
}

/** The words between a block's keyword and its brace; the block is passed over when they are not usable. */
export function readHead(
  keyword: BlockKeyword<unknown>,
  words: Words,
  scope: Scope,
  diagnostics: Diagnostics,
): { readonly usable: true; readonly value: unknown } | { readonly usable: false } {
  if (keyword.head === undefined) {
    saySurplus(words, 0, scope.node, diagnostics);
    return { usable: true, value: undefined };
  }
  const reading = settled(keyword, keyword.head.read(words.slice(1), scope.context), scope, undefined);
  if (reading.ok === "missing") {
    if (keyword.whenMissing === "fatal") {
      sayFatalMissing(keyword.name, reading.wanted, words, diagnostics);
    } else {
      const message = `${keyword.name} needs a name, so the whole block is ignored: write ${reading.wanted}`;
      diagnostics.add("name-invalid", "error", words[0], message);
    }
    return { usable: false };
  }
  if (reading.ok === false) {
    const text = `${reading.refusal.text}. The whole block is ignored; write ${keyword.head.wanted}`;
    sayRemark({ ...reading.refusal, text }, words, diagnostics);
    return { usable: false };
  }
  for (const remark of reading.remarks) sayRemark(remark, words, diagnostics);
  saySurplus(words, keyword.head.maxWords, scope.node, diagnostics);
  if (keyword.whenRepeated === "first-wins-reported" && isTwin(scope, keyword, reading.value)) {
    const name = keyword.head.print(reading.value);
    const message = `${keyword.name} ${name} stands twice: this second block is ignored; give it another name`;
    diagnostics.add("block-duplicate", "error", spanOfWords(words), message);
    return { usable: false };
  }
  return { usable: true, value: reading.value };
}

function isTwin(scope: Scope, keyword: BlockKeyword<unknown>, head: unknown): boolean {
  return keyword.head !== undefined && scope.declared(keyword.name, keyword.head.print(head));
}
