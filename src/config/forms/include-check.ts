/** Which failures of an include are errors. */
import { type Word, wordText } from "../line.ts";
import { accepted, type Remark, type ValueForm } from "./form.ts";

const checks = ["read", "match", "wildcard_match", "brace_match"] as const;
export type IncludeCheckName = (typeof checks)[number];

/** `all` and `only` replace what was on before, `changes` start from it. */
export type IncludeCheck =
  | { readonly kind: "all" }
  | {
      readonly kind: "only";
      readonly check: IncludeCheckName;
      readonly changes: readonly IncludeCheckChange[];
    }
  | { readonly kind: "changes"; readonly changes: readonly IncludeCheckChange[] };

export interface IncludeCheckChange {
  readonly check: IncludeCheckName;
  readonly on: boolean;
}

export const includeCheck: ValueForm<IncludeCheck> = {
  syntax: "[[+|-]read|[+|-]match|[+|-]wildcard_match|[+|-]brace_match ...]",
  wanted: `any of ${checks.join(", ")}, those behind the first with + or -`,
  maxWords: Number.POSITIVE_INFINITY,
  read(words) {
    if (words.length === 0) return accepted({ kind: "all" });
    const remarks: Remark[] = [];
    const changes: IncludeCheckChange[] = [];
    let only: IncludeCheckName | undefined;
    for (const [index, word] of words.entries()) {
      const sign = /^[+-]/.exec(word.raw)?.[0];
      const check = checkOf(word);
      if (sign === undefined && index > 0) {
        const text = `'${wordText(word)}' is ignored: only the first may stand without + or -`;
        remarks.push({ code: "value-invalid", text, word: index });
      } else if (check === undefined) {
        const text = `'${wordText(word)}' is no check (${checks.join(", ")}) and is ignored`;
        remarks.push({ code: "value-invalid", text, word: index });
      } else if (sign === undefined) only = check;
      else changes.push({ check, on: sign === "+" });
    }
    const value: IncludeCheck =
      only === undefined ? { kind: "changes", changes } : { kind: "only", check: only, changes };
    return accepted(value, ...remarks);
  },
  print(value) {
    if (value.kind === "all") return "every check";
    const changes = value.changes.map(({ check, on }) => `${on ? "+" : "-"}${check}`);
    return [...(value.kind === "only" ? [value.check] : []), ...changes].join(" ");
  },
};

function checkOf(word: Word): IncludeCheckName | undefined {
  return checks.find((check) => check === word.raw.replace(/^[+-]/, ""));
}
