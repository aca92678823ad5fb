/** The known name that a misspelt one most likely stands for. */

/** The name with the smallest edit distance, if that is small beside the word's length; ties go to the first. */
export function nearestName(written: string, names: Iterable<string>): string | undefined {
  return nearestNames(written, names)[0];
}

/** All names with the smallest edit distance, if that is small beside the word's length. */
export function nearestNames(written: string, names: Iterable<string>): string[] {
  const limit = written.length <= 4 ? 1 : Math.min(3, Math.ceil(written.length / 4));
  let best: string[] = [];
  let bestDistance = limit + 1;
  for (const name of names) {
    if (Math.abs(name.length - written.length) > bestDistance) continue;
    const distance = editDistance(written.toLowerCase(), name.toLowerCase());
    if (distance < bestDistance) {
      best = [name];
      bestDistance = distance;
    } else if (distance === bestDistance && best.length > 0) best.push(name);
  }
  return best;
}

/** Insertions, deletions, substitutions and swaps of neighbours between two words (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + same,
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}
