/** Whole lines of the main file that need not be read where they stand outside of all blocks. */
export interface KnownLines {
  readonly start: number;
  /** Where the last line ends: at its line end or the text's. */
  readonly end: number;
  /** Takes them; false, and nothing done, when they have to be read all the same. */
  take(): boolean;
}

/** The first such lines that begin there or further down. */
export type FindKnown = (from: number) => KnownLines | undefined;

/** Has a text of that length read, in its order, but for the known lines that were taken; `to` is where a line ends. */
export function readAround(
  length: number,
  findKnown: FindKnown,
  read: (from: number, to: number) => void,
): void {
  let known = findKnown(0);
  for (let from = 0; from <= length; ) {
    if (known?.start === from) {
      const { end } = known;
      const isTaken = known.take();
      known = findKnown(isTaken ? end + 1 : from + 1);
      if (isTaken) {
        from = end + 1;
        continue;
      }
    }
    const to = known === undefined ? length : known.start - 1;
    read(from, to);
    from = to + 1;
  }
}
