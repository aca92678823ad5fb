/** What the linter knows of one code of reading: the documentation of a rule, with examples that are tests. */
import type { Severity } from "../../config/diagnostic.ts";
import type { HostFacts } from "../../config/host-facts.ts";
import type { Level } from "../finding.ts";
import type { RuleFacts } from "../rule.ts";

export interface DiagnosticRule extends Omit<RuleFacts, "level"> {
  /**
   * `off` mutes the code unless the settings give it a level. A record says what weighs otherwise than its severity does;
   * whatever it leaves out, or all when it is absent, weighs what reading says.
   */
  readonly level?: "off" | Level | Readonly<Partial<Record<Severity, Level>>>;
  /** The host on which reading says it of the bad example; absent where no host has to be looked at. */
  readonly facts?: Partial<HostFacts>;
}
