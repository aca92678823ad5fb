/** Makes a failing input small: stretches of ever fewer lines, then of ever fewer characters, are left out as long as it still fails. */
import type { FuzzFiles } from "./mutate.ts";

/** Attempts in all: a hang that takes seconds each time must not make the report wait for hours. */
const MOST_ATTEMPTS = 2_000;

/** @param fails whether an input still shows the failure that is looked for */
export function shrink(files: FuzzFiles, fails: (files: FuzzFiles) => boolean, limitMs = 60_000): FuzzFiles {
  const deadline = Date.now() + limitMs;
  let attempts = 0;
  const stillFails = (candidate: FuzzFiles) =>
    attempts++ < MOST_ATTEMPTS && Date.now() < deadline && fails(candidate);
  let smallest = files;
  const { "other.conf": _, ...withoutOther } = files;
  if ("other.conf" in files && stillFails(withoutOther)) smallest = withoutOther;
  for (const separator of ["\n", ""]) {
    for (const name of Object.keys(smallest)) {
      const others = smallest;
      const parts = (smallest[name] ?? "").split(separator);
      const kept = fewerParts(parts, (some) => stillFails({ ...others, [name]: some.join(separator) }));
      smallest = { ...others, [name]: kept.join(separator) };
    }
  }
  return smallest;
}

function fewerParts(
  parts: readonly string[],
  fails: (parts: readonly string[]) => boolean,
): readonly string[] {
  let kept = parts;
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < kept.length; ) {
      const fewer = [...kept.slice(0, at), ...kept.slice(at + size)];
      if (fails(fewer)) kept = fewer;
      else at += size;
    }
  }
  return kept;
}
