/** Every rule that a finding can have, whatever finds it: what `--rules`, `--explain`, settings and outputs look rules up in. */
import { controlRules } from "./control/control-rules.ts";
import { diagnosticRules } from "./diagnostic-rules.ts";
import type { Level } from "./finding.ts";
import type { PairExample } from "./pair-rule.ts";
import { pairRules } from "./pair-rules.ts";
import type { RuleFacts } from "./rule.ts";
import { rules } from "./rules.ts";

/** `node`: a rule over one configuration, `pair`: over several, `reading`: what the reader says, `control`: about the linter's own comments and options. */
export type RuleKind = "node" | "pair" | "reading" | "control";

export interface RuleEntry extends Omit<RuleFacts, "level" | "bad" | "good"> {
  readonly kind: RuleKind;
  /** `varies`: each finding has its own. */
  readonly level: Level | "off" | "varies";
  readonly bad: string | PairExample;
  readonly good: string | PairExample;
  /** It finds something under `--host` only. */
  readonly needs?: "host";
}

/** By id, in the order of the alphabet. */
export const ruleCatalogue: ReadonlyMap<string, RuleEntry> = new Map(
  [
    ...rules.map((rule): RuleEntry => ({ kind: "node", ...rule })),
    ...pairRules.map((rule): RuleEntry => ({ kind: "pair", ...rule })),
    ...Object.values(diagnosticRules).map(
      (rule): RuleEntry => ({
        kind: "reading",
        ...rule,
        level: typeof rule.level === "string" ? rule.level : "varies",
      }),
    ),
    ...controlRules.map((rule): RuleEntry => ({ kind: "control", ...rule })),
  ]
    .sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)))
    .map((entry) => [entry.id, entry]),
);

export function ruleOf(id: string): RuleEntry | undefined {
  return ruleCatalogue.get(id);
}
