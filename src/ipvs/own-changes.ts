/** Tells what we ourselves are changing from what others have changed: only the latter is drift. */
import { serviceName } from "../config/service-name.ts";
import { type Drift, driftService, entryId } from "./drift.ts";

export class OwnChanges {
  readonly #entries = new Set<string>();
  /** New services: whatever stands in them is ours to change. */
  readonly #services = new Set<string>();

  /** @param work the difference of what is wanted now to what was wanted before */
  constructor(work: readonly Drift[] = []) {
    for (const drift of work) {
      if (drift.kind === "service-missing") this.#services.add(serviceName(drift.wanted.key));
      else this.#entries.add(entryId(drift));
    }
  }

  include(drift: Drift): boolean {
    if (this.#entries.size === 0 && this.#services.size === 0) return false;
    return this.#services.has(serviceName(driftService(drift))) || this.#entries.has(entryId(drift));
  }
}
