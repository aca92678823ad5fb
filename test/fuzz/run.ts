/** Fuzzes the reading of configurations in a row of inputs that a seed repeats; answers the first failure. */
import { seededRandom } from "../../src/simulation/random.ts";
import { complaint } from "./check.ts";
import { type Check, guarded } from "./guard.ts";
import { type FuzzFiles, fuzzInput } from "./mutate.ts";
import { shrink } from "./shrink.ts";

export interface FuzzRequest {
  readonly seeds: readonly string[];
  readonly seed: number;
  readonly count: number;
  /** The number of the first input; a failure's own number repeats it alone. */
  readonly first?: number;
  readonly check?: Check;
  /** Called before each input. */
  readonly progress?: (index: number) => void;
}

export interface FuzzFailure {
  readonly index: number;
  readonly complaint: string;
  readonly files: FuzzFiles;
  readonly shrunk: FuzzFiles;
}

/** The input of this number; it does not depend on those before it. */
export function inputOf(seed: number, index: number, seeds: readonly string[]): FuzzFiles {
  return fuzzInput(seededRandom(Math.imul(seed, 0x9e3779b1) + index), seeds);
}

export function fuzz({
  seeds,
  seed,
  count,
  first = 0,
  check = complaint,
  progress,
}: FuzzRequest): FuzzFailure | undefined {
  for (let index = first; index < first + count; index++) {
    progress?.(index);
    const files = inputOf(seed, index, seeds);
    const found = guarded(check, files);
    if (found === undefined) continue;
    const kind = kindOf(found);
    const shrunk = shrink(files, (candidate) => kindOf(guarded(check, candidate)) === kind);
    return { index, complaint: found, files, shrunk };
  }
  return undefined;
}

/** What makes two failures the same one: the sentence without its places, and where an exception comes from. */
function kindOf(found: string | undefined): string | undefined {
  return found?.split("\n").slice(0, 2).join("\n").replace(/\d+/g, "N");
}
