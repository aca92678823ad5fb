/** Randomness that a seed repeats exactly. */

export interface Random {
  /** 0 <= n < 1. */
  next(): number;
  /** A whole number, 0 <= n < limit. */
  below(limit: number): number;
  /** A whole number, low <= n <= high. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  /** Throws RangeError for an empty list. */
  pick<T>(list: readonly T[]): T;
}

/** mulberry32 (Tommy Ettinger, public domain): 32 bits of state are plenty for some thousand draws. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    between: (low, high) => low + below(high - low + 1),
    chance: (probability) => next() < probability,
    pick: (list) => {
      const [picked] = list.slice(below(list.length));
      if (picked === undefined) throw new RangeError("nothing to pick from");
      return picked;
    },
  };
}
