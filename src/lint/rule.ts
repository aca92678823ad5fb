/** What a rule of the linter is: its name, its documentation with examples that are tests, and the look at a configuration. */
import type { Sentence } from "../config/keyword.ts";
import type { Span } from "../config/source.ts";
import type { Fix, Level, RuleId } from "./finding.ts";
import type { Subject } from "./subject.ts";

export interface RuleFacts {
  readonly id: RuleId;
  /** `off`: only where `.vigilrc.json` gives it a level. */
  readonly level: Level | "off";
  /** What it looks for. */
  readonly summary: Sentence;
  /** What happens at run time, and how it is mended: a paragraph or two. */
  readonly explanation: string;
  /** A whole small configuration in which it finds something. */
  readonly bad: string;
  /** The same put right: it finds nothing there, nor does any other rule at warning or above. */
  readonly good: string;
}

/** What a rule may add to a finding. */
export interface FindingTraits {
  readonly remedy?: string;
  readonly related?: readonly { readonly at: Span; readonly what: string }[];
  readonly fix?: Fix;
  /** Where one finding of the rule weighs otherwise than the rule. */
  readonly level?: Level;
}

/** Takes a rule's findings. */
export type Report = (at: Span, message: string, traits?: FindingTraits) => void;

/** A rule that looks at one configuration: a main file with all that it includes. */
export interface Rule extends RuleFacts {
  /** It asks for facts of the host: it runs with `--host` only, and its findings carry `host`. */
  readonly needs?: "host";
  check(subject: Subject, report: Report): void;
}
