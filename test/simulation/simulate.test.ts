/** Routers under faults keep the promises of VRRP, whatever the seed. */
import { expect, test } from "vitest";
import { simulate } from "../../src/simulation/run.ts";
import { formatTranscript } from "../../src/simulation/transcript.ts";

const SEEDS = 2_000;
/** `SIMULATION_SEED=17` runs that one alone and prints its transcript. */
const ONLY = process.env.SIMULATION_SEED;

test(`no rule is broken over ${SEEDS} seeds`, { timeout: 60_000 }, () => {
  const seeds = ONLY === undefined ? Array.from({ length: SEEDS }, (_, seed) => seed + 1) : [Number(ONLY)];
  for (const seed of seeds) {
    const result = simulate(seed);
    if (ONLY !== undefined) console.log(formatTranscript(result));
    if (result.violations.length > 0) {
      const rules = result.violations.map(({ rule, text }) => `${rule}: ${text}`).join("\n");
      expect.fail(`seed ${seed} is broken\n${rules}\n\n${formatTranscript(result)}`);
    }
  }
});
