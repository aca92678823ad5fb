/** Notices a second writer: the same repair of the same entry again and again means that somebody undoes it each time. */
import { type Drift, entryId } from "./drift.ts";
import { driftFields } from "./drift-text.ts";
import type { PolicyFilter } from "./policy.ts";

/** So many repairs of one entry within the window, and it is left alone. */
const repairsLimit = 3;
/** Shortest window; comparisons that are further apart have one that holds three of them. */
const shortestWindowUs = 60_000_000;
/** How long a disputed entry is left alone before it is tried again. */
export const quietUs = 300_000_000;

interface Repairs {
  /** Times of the latest ones, oldest first. */
  readonly timesUs: readonly number[];
  /** Set while the entry is left alone. */
  readonly quietUntilUs?: number;
}

/** Times are CLOCK_MONOTONIC in microseconds, given by the caller. */
export class RepairWatch {
  readonly #windowUs: number;
  /** By entry and what is repaired of it: a weight in dispute must not keep the same server from being put back. */
  readonly #entries = new Map<string, Repairs>();

  /** @param intervalUs how far apart comparisons are, where that is known */
  constructor(intervalUs = 0) {
    this.#windowUs = Math.max(shortestWindowUs, repairsLimit * intervalUs);
  }

  /** Holds back what is disputed at this time. */
  filter(nowUs: number): PolicyFilter {
    return (drift) => {
      const until = this.#entries.get(repairId(drift))?.quietUntilUs;
      if (until === undefined || nowUs >= until) return undefined;
      return `another program undoes this repair: left alone for ${Math.ceil((until - nowUs) / 1_000_000)} s more`;
    };
  }

  /** Takes note of repairs made; returns those whose entries are left alone from now on. */
  record(repaired: readonly Drift[], nowUs: number): readonly Drift[] {
    this.#forgetOld(nowUs);
    return repaired.filter((drift) => this.#count(drift, nowUs));
  }

  /** Whoever asks for repairs by hand has dealt with the other writer. */
  clear(): void {
    this.#entries.clear();
  }

  #count(drift: Drift, nowUs: number): boolean {
    const id = repairId(drift);
    const timesUs = [...(this.#entries.get(id)?.timesUs ?? []), nowUs];
    const isDisputed = timesUs.length >= repairsLimit;
    this.#entries.set(id, isDisputed ? { timesUs: [], quietUntilUs: nowUs + quietUs } : { timesUs });
    return isDisputed;
  }

  #forgetOld(nowUs: number): void {
    for (const [id, { timesUs, quietUntilUs }] of this.#entries) {
      if (quietUntilUs !== undefined && nowUs < quietUntilUs) continue;
      const recent = timesUs.filter((timeUs) => nowUs - timeUs <= this.#windowUs);
      if (recent.length === 0) this.#entries.delete(id);
      else this.#entries.set(id, { timesUs: recent });
    }
  }
}

function repairId(drift: Drift): string {
  const fields = driftFields(drift).map(({ field }) => field);
  return [entryId(drift), drift.kind, ...fields].join(" ");
}
