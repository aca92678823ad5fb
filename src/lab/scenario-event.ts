/** What a running scenario says, one JSON line each on its standard output. */

export type ScenarioEvent =
  /** A sentence for the person who waits. */
  | { readonly kind: "progress"; readonly text: string }
  /** A line that a user's script printed. */
  | { readonly kind: "output"; readonly stream: "stdout" | "stderr"; readonly text: string }
  /** Measured facts; their shape is the scenario's own. */
  | { readonly kind: "facts"; readonly facts: unknown };

export type Say = (event: ScenarioEvent) => void;
