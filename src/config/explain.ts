/** What there is to know about a keyword, in words, from its entry in the table. */
import { assertNever } from "../values/assert-never.ts";
import { blockRepeatedText, missingText, repeatedText } from "./explain-phrases.ts";
import type { ValueForm, ValueRange } from "./forms/form.ts";
import type { BlockKeyword, CompileCondition, Support } from "./keyword.ts";
import { exampleLines } from "./keyword-example.ts";
import type { ProperKeyword, TableEntry } from "./table-entries.ts";

/** One keyword in one block; survives JSON. Sentence parts begin in lower case and have no full stop. */
export interface Explanation {
  readonly keyword: string;
  /** The blocks around it, outermost first; empty at the top level. */
  readonly path: readonly string[];
  readonly kind: ProperKeyword["kind"];
  readonly doc: string;
  /** The keyword's line as a manual writes it. */
  readonly form: string;
  readonly range?: ValueRange;
  readonly default: string;
  readonly aliasOf?: string;
  readonly aliases: readonly string[];
  readonly since?: string;
  readonly deprecated?: { readonly by?: string; readonly reason: string; readonly reported: boolean };
  readonly whenInvalid?: string;
  readonly whenMissing?: string;
  readonly whenRepeated?: string;
  /** Flags of the block that this one takes back when it stands behind them. */
  readonly takesBack?: readonly string[];
  /** Any one list of keepalived's build options is enough. */
  readonly requires?: readonly (readonly CompileCondition[])[];
  readonly support: Support;
  /** The names of what stands in a block; absent when its lines are no keywords. */
  readonly keywords?: readonly string[];
  /** Whole, in the blocks around it. */
  readonly example: readonly string[];
}

export function explain(entry: TableEntry): Explanation {
  const { keyword, target, path, aliases } = entry;
  const range = formOf(target)?.range;
  const since = keyword.since ?? target.since;
  const { deprecated } = keyword;
  const requires = keyword.requires ?? target.requires;
  return {
    keyword: keyword.name,
    path,
    kind: target.kind,
    doc: keyword.doc,
    form: lineForm(keyword.name, target),
    ...(range === undefined ? {} : { range }),
    default: defaultText(target),
    ...(keyword.kind === "alias" ? { aliasOf: keyword.of } : {}),
    aliases,
    ...(since === undefined ? {} : { since }),
    ...(deprecated === undefined
      ? {}
      : {
          deprecated: {
            ...(deprecated.by === undefined ? {} : { by: deprecated.by }),
            reason: deprecated.reason,
            reported: deprecated.silent !== true,
          },
        }),
    ...mistakes(target),
    ...(target.kind === "flag" && target.takesBack !== undefined ? { takesBack: target.takesBack } : {}),
    ...(requires === undefined ? {} : { requires }),
    support: target.support,
    ...(target.kind === "block" && target.lines === undefined
      ? { keywords: Object.values(target.keywords).map(({ name }) => name) }
      : {}),
    example: exampleLines(entry),
  };
}

function formOf(keyword: ProperKeyword): ValueForm<unknown> | undefined {
  switch (keyword.kind) {
    case "flag":
      return undefined;
    case "value":
      return keyword.form;
    case "list":
      return keyword.entry;
    case "block":
      return keyword.head;
    default:
      return assertNever(keyword);
  }
}

function lineForm(name: string, keyword: ProperKeyword): string {
  switch (keyword.kind) {
    case "flag":
      return name;
    case "value":
      return `${name} ${keyword.form.syntax}`.trimEnd();
    case "list": {
      const entries = several(keyword.entry.syntax);
      if (!keyword.braces) return `${name} ${entries}`;
      return `${name} { ${entries} }${keyword.entries === "line" ? ", one a line" : ""}`;
    }
    case "block":
      return blockForm(name, keyword);
    default:
      return assertNever(keyword);
  }
}

function blockForm(name: string, { head, lines }: BlockKeyword<unknown>): string {
  const opening = head === undefined ? name : `${name} ${head.syntax}`;
  return lines === undefined
    ? `${opening} { ... }`
    : `${opening} { ${several(lines.entry.syntax)} }, one a line`;
}

function several(syntax: string): string {
  return syntax.endsWith("...") ? syntax : `${syntax} ...`;
}

function defaultText(keyword: ProperKeyword): string {
  switch (keyword.default.kind) {
    case "derived":
      return withUnit(keyword.default.from, keyword);
    case "absent":
      return keyword.kind === "flag" ? "off" : "none";
    case "mandatory":
      return "none, it must be written";
    case "value":
      return withUnit(valueText(keyword, keyword.default.value), keyword);
    default:
      return assertNever(keyword.default);
  }
}

/** A number says more with its unit. */
function withUnit(text: string, keyword: ProperKeyword): string {
  const unit = formOf(keyword)?.range?.unit;
  return unit !== undefined && /^-?[\d.]+$/.test(text) ? `${text} ${unit}` : text;
}

function valueText(keyword: ProperKeyword, value: unknown): string {
  switch (keyword.kind) {
    case "flag":
      return value === true ? "on" : "off";
    case "value":
      return keyword.form.print(value);
    case "list": {
      const entries = (value as readonly unknown[]).map((entry) => keyword.entry.print(entry));
      return entries.length === 0 ? "none" : entries.join(" ");
    }
    case "block":
      return "none";
    default:
      return assertNever(keyword);
  }
}

function mistakes(keyword: ProperKeyword): Pick<Explanation, "whenInvalid" | "whenMissing" | "whenRepeated"> {
  switch (keyword.kind) {
    case "flag":
      return { whenRepeated: "it stays on" };
    case "value":
      return {
        whenInvalid: `reported, and ${whatRuns(keyword)}`,
        whenMissing: mayBeEmpty(keyword.form.syntax)
          ? "it may stand alone"
          : missingText(keyword.whenMissing),
        whenRepeated: repeatedText(keyword.whenRepeated),
      };
    case "list":
      return {
        whenInvalid: "the entry is reported and ignored",
        whenRepeated: "the entries of all of them count",
      };
    case "block":
      return {
        ...(keyword.head === undefined
          ? {}
          : {
              whenInvalid: "reported, and the whole block is ignored",
              whenMissing:
                keyword.whenMissing === "fatal"
                  ? missingText("fatal")
                  : "reported, and the whole block is ignored",
            }),
        whenRepeated: blockRepeatedText(keyword.whenRepeated),
      };
    default:
      return assertNever(keyword);
  }
}

/** Whether all that a syntax shows stands in `[ ]`. */
export function mayBeEmpty(syntax: string): boolean {
  let rest = syntax;
  for (let before = ""; rest !== before; ) {
    before = rest;
    rest = rest.replace(/\[[^[\]]*\]/g, "");
  }
  return rest.trim() === "";
}

function whatRuns(keyword: ProperKeyword & { kind: "value" }): string {
  const { whenInvalid } = keyword;
  if ("use" in whenInvalid) return `${keyword.form.print(whenInvalid.use)} runs`;
  if (keyword.default.kind === "value" || keyword.default.kind === "derived")
    return "the value written before stays, else the default runs";
  return "the value written before stays, else the line has no effect";
}
