/** What an entry of the keyword table is: everything that reading, defaults, messages, help and reference page need to know. */

import type { BlockNode } from "./block-node.ts";
import type { Pass } from "./diagnostic.ts";
import type { Reading, ValueForm } from "./forms/form.ts";
import type { Scope } from "./scope.ts";
import type { Span } from "./source.ts";

/** A doc line is a sentence: the compiler refuses an empty one. */
export type Sentence = `${string}.`;

/**
 * `full`: it does what keepalived does. `accepted`: it is read and has no effect, which the daemon says at its start.
 * `refused`: the daemon does not start with it, because running without it would harm the network; `-t` takes it.
 */
export type Support = "full" | "accepted" | "refused";

/** What runs where the keyword is not written. */
export type Default<T> =
  | { readonly kind: "value"; readonly value: T }
  /** Comes from elsewhere; the sentence part fits after "runs as". */
  | { readonly kind: "derived"; readonly from: string }
  /** There is no such thing then. */
  | { readonly kind: "absent" }
  /** Must be written: without it the enclosing block cannot run. */
  | { readonly kind: "mandatory" };

/** What a refused value leaves behind. */
export type WhenInvalid<T> =
  /** The value written earlier in the block, else the default. */
  { readonly keep: "previous" } | { readonly use: T };

/** The keyword stands without its word: `fatal` ends the program with status 2, `reported` is said and ignored, `allowed` is fine. */
export type WhenMissing = "fatal" | "reported" | "allowed";

/** Written twice in one block. */
export type WhenRepeated =
  | "last-wins"
  | "last-wins-reported"
  | "first-wins"
  | "first-wins-reported"
  | "collected";

/** A block without a name written twice: `continued` is read as if both were one. */
export type WhenBlockRepeated = WhenRepeated | "continued";

/** Build options of keepalived without which it does not know the keyword. */
export type CompileCondition =
  | "BFD"
  | "DBUS"
  | "FIREWALL"
  | "IPTABLES"
  | "IPVLAN"
  | "JSON"
  | "KERNEL_3_11"
  | "LIBIPSET"
  | "LINKBEAT"
  | "LVS"
  | "NFTABLES"
  | "OLD_CHKSUM_COMPAT"
  | "PCRE2_JIT"
  | "REGEX"
  | "SNI"
  | "SNMP"
  | "SNMP_CHECKER"
  | "SNMP_RFC"
  | "SNMP_RFCV2"
  | "SNMP_RFCV3"
  | "SNMP_VRRP"
  | "SO_MARK"
  | "TRACK_PROCESS"
  | "VMAC"
  | "VRF"
  | "VRRP"
  | "VRRP_AUTH";

interface KeywordFacts {
  readonly name: string;
  readonly doc: Sentence;
  /** One line as it stands in a file. */
  readonly example: string;
  /** Lines that must stand above the example in its block for it to mean anything, instead of those that the block must have. */
  readonly exampleNeeds?: readonly string[];
  readonly support: Support;
  /** The keepalived version that brought it; absent when it was always there. */
  readonly since?: string;
  /** `by`: what to write instead. keepalived reports its use, unless `silent`. */
  readonly deprecated?: { readonly by?: string; readonly reason: Sentence; readonly silent?: true };
  /** Any one list of options that are needed together. */
  readonly requires?: readonly (readonly CompileCondition[])[];
}

/** A word alone: written is true. */
export interface FlagKeyword extends KeywordFacts {
  readonly kind: "flag";
  readonly default: Default<boolean>;
  /** Names of flags of the block that this one takes back when it stands behind them. */
  readonly takesBack?: readonly string[];
  /** Judges the line by what stands before it in the file; refused, it is as if it had not been written. */
  settle?(scope: Scope): Reading<true>;
}

/** A keyword with words behind it on its line. */
export interface ValueKeyword<T> extends KeywordFacts {
  readonly kind: "value";
  readonly form: ValueForm<T>;
  readonly default: Default<T>;
  readonly whenInvalid: WhenInvalid<T>;
  readonly whenMissing: WhenMissing;
  readonly whenRepeated: WhenRepeated;
  /** Judges what the form has read by what stands before it in the file; `previous` is the same keyword's value in this block. */
  settle?(value: T, scope: Scope, previous: T | undefined): Reading<T>;
  /** The rest of the line is split by shell rules instead of the file's own (command lines). */
  readonly splitting?: "script";
}

/** A keyword with braces in which each line is an entry of its own. */
export interface ListKeyword<T> extends KeywordFacts {
  readonly kind: "list";
  readonly entry: ValueForm<T>;
  /** `line`: one entry a line, further words are its options; `word`: each word of each line is an entry. */
  readonly entries: "line" | "word";
  /** One entry as it stands in the braces. */
  readonly exampleEntry?: string;
  /** Whether the entries stand in braces or behind the keyword. */
  readonly braces: boolean;
  /** A second one is passed over, and keepalived leaves the block around it at its closing brace. */
  readonly onlyOnce?: true;
  readonly default: Default<readonly T[]>;
  /** As a value keyword's; `previous` are the entries so far. */
  settle?(value: T, scope: Scope, previous: readonly T[]): Reading<T>;
  /** Called at the closing brace, which is at `at`, with the entries of these braces. */
  closed?(entries: readonly T[], scope: Scope, at: Span): void;
}

/** A keyword with braces that holds keywords. */
export interface BlockKeyword<H, K extends Keywords = Keywords> extends KeywordFacts {
  readonly kind: "block";
  /** The words between the keyword and its brace; undefined when whatever stands there is ignored. */
  readonly head?: ValueForm<H>;
  /** What a missing head does; an invalid one skips the block. */
  readonly whenMissing: WhenMissing;
  readonly whenRepeated: WhenBlockRepeated;
  /** By the names that the model has for them. */
  readonly keywords: K;
  /** The block has a name and yet is a list: each of its lines is an entry of this. */
  readonly lines?: ListKeyword<unknown>;
  /** Which of keepalived's processes reads it; children of a block share its owner. */
  readonly owner?: Pass;
  /** A block has no default of its own: what runs without it follows from its keywords. */
  readonly default: { readonly kind: "absent" };
  /** Judges the words behind the keyword by what stands before them in the file. */
  settle?(head: H, scope: Scope): Reading<H>;
  /**
   * Called at the closing brace, which is at `at`: says what only the whole block shows.
   * `"drop"` makes the block as if it had not been written.
   */
  closed?(node: BlockNode<H>, scope: Scope, at: Span): "keep" | "drop";
}

/** Another spelling of a keyword in the same block. */
export interface AliasKeyword extends Omit<KeywordFacts, "example" | "support"> {
  readonly kind: "alias";
  readonly of: string;
}

/** One entry; tables hold every value type, and `settingOf` of a node gives a value its type back by its keyword. */
export type Keyword =
  | FlagKeyword
  | ValueKeyword<unknown>
  | ListKeyword<unknown>
  | BlockKeyword<unknown>
  | AliasKeyword;

export type Keywords = Readonly<Record<string, Keyword>>;

/** Writes an entry with its value type inferred from its form. */
export function valueKeyword<T>(entry: Omit<ValueKeyword<T>, "kind">): ValueKeyword<T> {
  return { kind: "value", ...entry };
}

/** A value keyword whose default is a value, so that it always has one. */
export type DefaultedKeyword<T> = ValueKeyword<T> & {
  readonly default: { readonly kind: "value"; readonly value: T };
};

export function defaultedKeyword<T>(
  entry: Omit<ValueKeyword<T>, "kind" | "default"> & { readonly default: T },
): DefaultedKeyword<T> {
  return { ...entry, kind: "value", default: { kind: "value", value: entry.default } };
}

export function flagKeyword(entry: Omit<FlagKeyword, "kind">): FlagKeyword {
  return { kind: "flag", ...entry };
}

export function listKeyword<T>(entry: Omit<ListKeyword<T>, "kind">): ListKeyword<T> {
  return { kind: "list", ...entry };
}

export function blockKeyword<H = undefined, const K extends Keywords = Keywords>(
  entry: Omit<BlockKeyword<H, K>, "kind" | "default">,
): BlockKeyword<H, K> {
  return { kind: "block", default: { kind: "absent" }, ...entry };
}

export function aliasKeyword(entry: Omit<AliasKeyword, "kind">): AliasKeyword {
  return { kind: "alias", ...entry };
}
