/** Says what went wrong in a run, from the wire and the kernels alone: it never sees a router's own state. */
import { observe } from "./observation.ts";
import type { Recorded } from "./record.ts";
import { addresses } from "./rules/addresses.ts";
import { announcements } from "./rules/announcements.ts";
import { goodbye } from "./rules/goodbye.ts";
import { oneMaster } from "./rules/one-master.ts";
import { patience } from "./rules/patience.ts";
import type { RuleMaker } from "./rules/rule.ts";
import { takeover } from "./rules/takeover.ts";
import type { Scenario } from "./scenario.ts";

const RULES: readonly RuleMaker[] = [oneMaster, addresses, takeover, patience, announcements, goodbye];

export interface Violation {
  readonly rule: string;
  readonly atUs: number;
  readonly text: string;
}

/** In the order of time; empty when all rules held. */
export function judge(scenario: Scenario, records: readonly Recorded[]): readonly Violation[] {
  const violations: Violation[] = [];
  const rules = RULES.map((make) =>
    make(scenario, (rule, atUs, text) => violations.push({ rule, atUs, text })),
  );
  for (const observation of observe(scenario, records)) {
    for (const rule of rules) rule.observe(observation);
  }
  return violations.sort((a, b) => a.atUs - b.atUs);
}
