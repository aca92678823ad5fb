/** The keywords of a `url` that search the page for a pattern; keepalived says what is wrong with them to its log alone. */
import { type BlockNode, findSetting, settingOf } from "../../block-node.ts";
import { integer } from "../../forms/number.ts";
import { numberPair } from "../../forms/number-pair.ts";
import { regex } from "../../forms/regex.ts";
import { regexOption } from "../../forms/regex-option.ts";
import { silent } from "../../forms/silent.ts";
import { defaultedKeyword, flagKeyword, listKeyword, valueKeyword } from "../../keyword.ts";
import type { Scope } from "../../scope.ts";

const facts = { support: "accepted", since: "2.0.7", requires: [["LVS", "REGEX"]] } as const;

const valueFacts = {
  ...facts,
  default: { kind: "absent" },
  whenInvalid: { keep: "previous" },
  whenMissing: "allowed",
  whenRepeated: "last-wins",
} as const;

const pattern = valueKeyword<string>({
  ...valueFacts,
  name: "regex",
  doc: "A PCRE2 pattern that the page must contain.",
  example: 'regex "welcome\\\\s+home"',
  form: silent(regex),
});

/** keepalived has no bound but that of its type. */
const offset = {
  ...silent(integer({ min: 0, max: Number.MAX_SAFE_INTEGER, unit: "bytes" })),
  range: { min: 0, unit: "bytes" },
};

const minOffset = defaultedKeyword<number>({
  ...valueFacts,
  name: "regex_min_offset",
  doc: "The search begins after this many bytes of the page.",
  example: "regex_min_offset 100",
  form: offset,
  default: 0,
});

const maxOffset = valueKeyword<number>({
  ...valueFacts,
  name: "regex_max_offset",
  doc: "A match must begin at this byte of the page or before.",
  example: "regex_max_offset 1000",
  form: offset,
});

export const regexKeywords = {
  regex: pattern,
  regexNoMatch: flagKeyword({
    ...facts,
    name: "regex_no_match",
    doc: "The page must not contain the pattern.",
    example: "regex_no_match",
    default: { kind: "value", value: false },
  }),
  regexOptions: listKeyword<string>({
    ...facts,
    name: "regex_options",
    doc: "The options that PCRE2 compiles the pattern with.",
    example: "regex_options caseless multiline",
    entry: regexOption,
    entries: "word",
    braces: false,
    default: { kind: "value", value: [] },
  }),
  regexMinOffset: minOffset,
  regexMaxOffset: maxOffset,
  regexStack: valueKeyword<readonly [number, number]>({
    ...valueFacts,
    requires: [["LVS", "REGEX", "PCRE2_JIT"]],
    name: "regex_stack",
    doc: "First and largest size of the stack for matching; the largest of all checks counts for each.",
    example: "regex_stack 32768 524288",
    form: silent(numberPair({ what: "a first and a largest size in bytes", unit: "bytes" })),
  }),
} as const;

/** At the end of a url: what only all of its lines show. */
export function judgeRegex(url: BlockNode, scope: Scope): void {
  const { regex: _, ...parameters } = regexKeywords;
  const lone = Object.values(parameters).map((keyword) => findSetting(url, keyword));
  const first = lone.find((setting) => setting !== undefined);
  if (settingOf(url, pattern) === undefined && first !== undefined) {
    const text = `${first.keyword.name} is ignored, as there is no regex in this url: add regex`;
    scope.say("value-adjusted", "hint", first.at, text);
  }
  const from = settingOf(url, minOffset);
  const to = settingOf(url, maxOffset);
  if (from !== undefined && to !== undefined && from > to) {
    const text = `regex_min_offset ${from} is behind regex_max_offset ${to}: both are ignored`;
    scope.say("value-adjusted", "hint", findSetting(url, minOffset)?.at ?? url.at, text);
  }
}
