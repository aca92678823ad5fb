/** All rules that look at several nodes together. */
import type { PairRule } from "./pair-rule.ts";

export const pairRules: readonly PairRule[] = [];
