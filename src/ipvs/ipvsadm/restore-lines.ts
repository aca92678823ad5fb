/** Lines of what -R reads, as the words of one command line each. */

export interface RestoreLine {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
  readonly words: readonly string[];
}

/** Lines without words are left out. There are no quotes and no comments; the word `ipvsadm` counts nowhere. */
export function* restoreLines(text: string): Generator<RestoreLine> {
  let number = 0;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end);
    start = end + 1;
    number++;
    const words = line
      .split(/[\t\r ]+/)
      .map(upToNul)
      .filter((word) => word !== "" && word !== "ipvsadm");
    if (words.length > 0) yield { number, text: line.trim(), words };
  }
}

/** A NUL ends a word, as in every string of C. */
function upToNul(word: string): string {
  const end = word.indexOf("\0");
  return end < 0 ? word : word.slice(0, end);
}
