/** The order in which glibc's qsort(3) leaves a list. */

/**
 * A top-down merge sort that prefers the left half, as glibc's qsort is. Any stable sort gives the same order where
 * `compare` is consistent; ipvsadm's comparison of addresses is not, and then the steps decide.
 */
export function mergeSort<T>(items: readonly T[], compare: (a: T, b: T) => number): T[] {
  const sorted = [...items];
  sortPart(sorted, [], 0, sorted.length, compare);
  return sorted;
}

/** Sorts from `start` up to, and without, `end`; `left` is room to work in. */
function sortPart<T>(
  items: T[],
  left: T[],
  start: number,
  end: number,
  compare: (a: T, b: T) => number,
): void {
  if (end - start < 2) return;
  const middle = start + ((end - start) >> 1);
  sortPart(items, left, start, middle, compare);
  sortPart(items, left, middle, end, compare);
  const leftCount = middle - start;
  for (let i = 0; i < leftCount; i++) left[i] = items[start + i] as T;
  let fromLeft = 0;
  let fromRight = middle;
  // What is left of the right half when the left one is used up stands where it belongs.
  for (let to = start; fromLeft < leftCount; to++) {
    const next = left[fromLeft] as T;
    if (fromRight === end || compare(next, items[fromRight] as T) <= 0) {
      items[to] = next;
      fromLeft++;
    } else {
      items[to] = items[fromRight] as T;
      fromRight++;
    }
  }
}
