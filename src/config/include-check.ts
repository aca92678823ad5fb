/** Which failures of an include end the run: by the letter of its form, by `include_check`, by `-e`. */

export type IncludeCheck = "read" | "match" | "wildcard_match" | "brace_match";

export type IncludeChecks = ReadonlySet<IncludeCheck>;

export const allIncludeChecks: IncludeChecks = new Set(["read", "match", "wildcard_match", "brace_match"]);
export const noIncludeChecks: IncludeChecks = new Set();

/** What each form of `include` checks by itself. */
const formChecks: Readonly<Record<string, IncludeChecks>> = {
  include: noIncludeChecks,
  includer: new Set(["read"]),
  includem: new Set(["read", "match"]),
  includew: new Set(["read", "match", "wildcard_match"]),
  includeb: new Set(["read", "brace_match"]),
  includea: allIncludeChecks,
};

/** @param form the keyword: `include`, `includer` … */
export function checksOfForm(form: string, standing: IncludeChecks): IncludeChecks {
  return new Set([...(formChecks[form] ?? noIncludeChecks), ...standing]);
}

function isCheck(word: string): word is IncludeCheck {
  return (allIncludeChecks as ReadonlySet<string>).has(word);
}

/**
 * The checks that stand after a line `include_check WORDS`. Alone it sets all; a first word without sign replaces what stood before,
 * and a further one is a mistake (the keyword's entry says so) and without effect; `+` adds, `-` takes away.
 */
export function checksAfter(words: readonly string[], standing: IncludeChecks): IncludeChecks {
  if (words.length === 0) return allIncludeChecks;
  const checks = new Set(standing);
  let replaced = false;
  for (const word of words) {
    const [, sign, name = ""] = /^([+-]?)(.*)$/s.exec(word) ?? [];
    if (!isCheck(name)) continue;
    if (sign === "-") checks.delete(name);
    else if (sign === "+") checks.add(name);
    else if (!replaced) {
      checks.clear();
      checks.add(name);
      replaced = true;
    }
  }
  return checks;
}
