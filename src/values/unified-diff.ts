/** What differs between two texts, line by line, as `diff -u` and `patch` write it. */

type Change = { readonly kind: " " | "-" | "+"; readonly line: string };

const CONTEXT = 3;
/** Texts that differ in more lines are shown as one replaced by the other: the search takes the square of it. */
const MOST_DIFFERENCES = 2000;

/** Empty where nothing differs. */
export function unifiedDiff(name: string, before: string, after: string): string {
  if (before === after) return "";
  const changes = differences(linesOf(before), linesOf(after));
  const parts = [`--- ${name}\n+++ ${name}\n`];
  for (const [from, to] of hunks(changes)) parts.push(printHunk(changes, from, to));
  return parts.join("");
}

/** Each with its newline. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function differences(a: readonly string[], b: readonly string[]): Change[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end++;
  const kept = (line: string): Change => ({ kind: " ", line });
  const middle = shortest(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return [...a.slice(0, start).map(kept), ...middle, ...a.slice(a.length - end).map(kept)];
}

/** Myers' greedy search for the fewest lines taken out and put in. */
function shortest(a: readonly string[], b: readonly string[]): Change[] {
  const trace: Map<number, number>[] = [];
  const reach = new Map([[1, 0]]);
  for (let count = 0; count <= Math.min(a.length + b.length, MOST_DIFFERENCES); count++) {
    trace.push(new Map(reach));
    for (let diagonal = -count; diagonal <= count; diagonal += 2) {
      let x = furthest(reach, diagonal, count);
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
      reach.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return walkBack(a, b, trace);
    }
  }
  return [
    ...a.map((line): Change => ({ kind: "-", line })),
    ...b.map((line): Change => ({ kind: "+", line })),
  ];
}

function isDown(reach: ReadonlyMap<number, number>, diagonal: number, count: number): boolean {
  return (
    diagonal === -count ||
    (diagonal !== count && (reach.get(diagonal - 1) ?? 0) < (reach.get(diagonal + 1) ?? 0))
  );
}

function furthest(reach: ReadonlyMap<number, number>, diagonal: number, count: number): number {
  return isDown(reach, diagonal, count) ? (reach.get(diagonal + 1) ?? 0) : (reach.get(diagonal - 1) ?? 0) + 1;
}

function walkBack(
  a: readonly string[],
  b: readonly string[],
  trace: readonly ReadonlyMap<number, number>[],
): Change[] {
  const changes: Change[] = [];
  let x = a.length;
  let y = b.length;
  for (let count = trace.length - 1; count >= 0; count--) {
    const reach = trace[count] ?? new Map<number, number>();
    const down = isDown(reach, x - y, count);
    const previous = down ? x - y + 1 : x - y - 1;
    const fromX = count === 0 ? 0 : (reach.get(previous) ?? 0);
    const fromY = count === 0 ? 0 : fromX - previous;
    while (
      x > fromX &&
      y > fromY &&
      (x - 1 >= fromX + (down ? 0 : 1) || count === 0) &&
      (y - 1 >= fromY + (down ? 1 : 0) || count === 0)
    ) {
      x--;
      y--;
      changes.push({ kind: " ", line: a[x] ?? "" });
    }
    if (count === 0) break;
    if (down) changes.push({ kind: "+", line: b[--y] ?? "" });
    else changes.push({ kind: "-", line: a[--x] ?? "" });
  }
  return changes.reverse();
}

/** Stretches of changes with the lines around them, `from` to `to` (exclusive). */
function hunks(changes: readonly Change[]): [number, number][] {
  const found: [number, number][] = [];
  changes.forEach(({ kind }, index) => {
    if (kind === " ") return;
    const last = found[found.length - 1];
    const to = Math.min(changes.length, index + 1 + CONTEXT);
    if (last !== undefined && index - CONTEXT <= last[1]) last[1] = to;
    else found.push([Math.max(0, index - CONTEXT), to]);
  });
  return found;
}

function printHunk(changes: readonly Change[], from: number, to: number): string {
  const count = (until: number, since: number, without: Change["kind"]) =>
    changes.slice(since, until).filter(({ kind }) => kind !== without).length;
  const range = (without: Change["kind"]) => {
    const length = count(to, from, without);
    const start = count(from, 0, without) + (length === 0 ? 0 : 1);
    return length === 1 ? `${start}` : `${start},${length}`;
  };
  const lines = changes
    .slice(from, to)
    .map(
      ({ kind, line }) => `${kind}${line}${line.endsWith("\n") ? "" : "\n\\ No newline at end of file\n"}`,
    );
  return `@@ -${range("+")} +${range("-")} @@\n${lines.join("")}`;
}
