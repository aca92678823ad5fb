/** The argument forms that have a grammar of their own: words in, typed parts with their places out. */
import { parse } from "../../grammar/arguments.peggy";
import { type Word, wordText } from "./line.ts";

/** A word with the offset of its first character in the joined text; null where the line ends before it. */
export interface Argument {
  readonly text: string;
  readonly at: number;
}

interface Part<K extends string, O extends string = string> {
  readonly kind: K;
  readonly option: O;
  readonly at: number;
}

interface PartWithValue<K extends string, O extends string = string> extends Part<K, O> {
  readonly value: Argument | null;
}

type Family = "inet" | "inet6";

export interface GatewayPart extends PartWithValue<"gateway", "via" | "gw" | "or"> {
  readonly family: Family | null;
}

export interface NumberPart extends PartWithValue<"number"> {
  readonly locked: boolean;
}

export interface WordPart
  extends PartWithValue<"word", "congctl" | "features" | "ttl-propagate" | "track_group"> {
  readonly locked: boolean;
}

export type InterfacePart = PartWithValue<"interface", "dev" | "oif" | "vrf" | "iif">;

/** `inet` and `inet6`, with the word behind them. */
export interface FamilyPart extends Part<"family", Family> {
  readonly skipped: Argument | null;
}

export interface TranslationPart extends PartWithValue<"translation", "as"> {
  /** `as to` instead of `as`. */
  readonly complete: boolean;
}

export interface EncapPart extends Part<"encap"> {
  readonly type: EncapType | null;
}

export interface EncapType {
  /** Null when it is none of these. */
  readonly name: "ip" | "ip6" | "mpls" | "ila" | null;
  readonly at: number;
  readonly attributes: readonly EncapAttribute[];
}

export interface EncapAttribute {
  readonly option: string;
  readonly at: number;
  readonly value: Argument | null;
}

export interface DestinationPart extends PartWithValue<"destination"> {
  readonly type: string | null;
}

export type HopPart =
  | GatewayPart
  | InterfacePart
  | NumberPart
  | Part<"flag", "onlink">
  | TranslationPart
  | EncapPart;

export interface NexthopsPart extends Part<"nexthops"> {
  readonly hops: readonly { readonly parts: readonly HopPart[] }[];
  /** The first word that belongs to no next hop. */
  readonly rest: Argument | null;
}

export type RoutePart =
  | Exclude<HopPart, { readonly kind: "flag" }>
  | Part<"flag", "onlink" | "no_track" | "add" | "append" | "prepend">
  | PartWithValue<"source" | "from">
  | WordPart
  | FamilyPart
  | NexthopsPart
  | DestinationPart;

export type ActionPart = PartWithValue<"action", "table" | "lookup" | "goto" | "nop" | "l3mdev">;

export type RuleAddressPart = PartWithValue<"address", "from" | "to">;

export type RuleNumberPart = PartWithValue<
  "number",
  | "preference"
  | "priority"
  | "order"
  | "suppress_prefixlength"
  | "sup_pl"
  | "suppress_ifgroup"
  | "sup_group"
  | "tos"
  | "dsfield"
  | "realms"
  | "fwmark"
  | "tunnel-id"
  | "uidrange"
  | "protocol"
  | "ipproto"
  | "sport"
  | "dport"
>;

export type RuleTypePart = PartWithValue<"type">;

export type RulePart =
  | RuleAddressPart
  | ActionPart
  | InterfacePart
  | RuleNumberPart
  | PartWithValue<"word", "track_group">
  | Part<"flag", "not" | "no_track">
  | FamilyPart
  | RuleTypePart;

/** What each rule of grammar/arguments.peggy gives. */
interface Parsed {
  readonly Route: readonly RoutePart[];
  readonly Rule: readonly RulePart[];
  readonly Prefixed: { readonly address: string; readonly prefix: string | null };
  readonly Range: { readonly address: string; readonly last: string | null; readonly prefix: string | null };
  readonly NumberRange: { readonly first: string; readonly last: string };
  readonly Mark: { readonly mark: string; readonly mask: string | null };
  readonly Realms: { readonly source: string | null; readonly destination: string };
  readonly Duration: {
    readonly whole: string;
    readonly decimals: string;
    readonly unit: "ms" | "s" | null;
  };
}

/** Undefined when the text does not have the form. */
export function parseArgument<F extends keyof Parsed>(form: F, text: string): Parsed[F] | undefined {
  try {
    // The grammar's actions make what `Parsed` says of each of its rules.
    return parse(text, { startRule: form }) as Parsed[F];
  } catch (error) {
    if (error instanceof Error && error.name === "SyntaxError") return undefined;
    throw error;
  }
}

/** A line as the grammar reads it. */
export interface JoinedWords {
  readonly text: string;
  /** The index of the word that holds the offset; the number of words when it lies behind the last. */
  wordAt(offset: number): number;
}

export function joinWords(words: readonly Word[]): JoinedWords {
  const texts = words.map(wordText);
  const text = texts.join("\n");
  return {
    text,
    wordAt(offset) {
      let word = 0;
      for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) word++;
      return word;
    },
  };
}
