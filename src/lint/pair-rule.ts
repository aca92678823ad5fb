/** A rule that looks at the configurations of several nodes together. */
import type { Span } from "../config/source.ts";
import type { FindingTraits, RuleFacts } from "./rule.ts";
import type { Subject } from "./subject.ts";

/** One director and its configuration. */
export interface Node {
  /** What the reader calls it: the file's name unless `--node NAME=FILE` says otherwise. */
  readonly name: string;
  readonly subject: Subject;
}

/** Whole configurations of `lvs01` and `lvs02`. */
export interface PairExample {
  readonly lvs01: string;
  readonly lvs02: string;
}

/** Findings stand in one of the files; `related` names the place in the other. */
export type PairReport = (at: Span, message: string, traits?: FindingTraits) => void;

export interface PairRule extends Omit<RuleFacts, "bad" | "good"> {
  readonly bad: PairExample;
  readonly good: PairExample;
  /** Two nodes at least, in the order in which they were given. */
  check(nodes: readonly Node[], report: PairReport): void;
}
