/** The order in which glibc's qsort(3) leaves a list. */

/**
 * A top-down merge sort that prefers the left half, as glibc's qsort is. Any stable sort gives the same order where
 * `compare` is consistent; ipvsadm's comparison of addresses is not, and then the steps decide.
 */
export function mergeSort<T>(items: readonly T[], compare: (a: T, b: T) => number): T[] {
  if (items.length < 2) return [...items];
  const middle = items.length >> 1;
  const left = mergeSort(items.slice(0, middle), compare);
  const right = mergeSort(items.slice(middle), compare);
  const merged: T[] = [];
  let fromLeft = 0;
  let fromRight = 0;
  while (fromLeft < left.length && fromRight < right.length) {
    const [a, b] = [left[fromLeft] as T, right[fromRight] as T];
    if (compare(a, b) <= 0) {
      merged.push(a);
      fromLeft++;
    } else {
      merged.push(b);
      fromRight++;
    }
  }
  for (; fromLeft < left.length; fromLeft++) merged.push(left[fromLeft] as T);
  for (; fromRight < right.length; fromRight++) merged.push(right[fromRight] as T);
  return merged;
}
