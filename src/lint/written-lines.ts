/** Where the lines of the files that were read begin: from places to bytes, each file counted once and only when asked for. */
import type { ReadFile } from "./subject.ts";

export interface WrittenLine {
  /** The bytes `start` to `end` (exclusive), without the newline. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export class WrittenLines {
  readonly #files: readonly ReadFile[];
  readonly #starts = new Map<string, { readonly text: string; readonly starts: readonly number[] }>();

  constructor(files: readonly ReadFile[]) {
    this.#files = files;
  }

  /** The line with this number, counted from 1. */
  line(file: string, number: number): WrittenLine | undefined {
    const known = this.#starts.get(file) ?? this.#count(file);
    const start = known?.starts[number - 1];
    if (known === undefined || start === undefined) return undefined;
    const next = known.starts[number];
    const end = next === undefined ? known.text.length : next - 1;
    return { start, end, text: known.text.slice(start, end) };
  }

  #count(name: string) {
    const file = this.#files.find((one) => one.name === name);
    if (file === undefined) return undefined;
    const starts = [0];
    for (let at = file.text.indexOf("\n"); at !== -1; at = file.text.indexOf("\n", at + 1))
      starts.push(at + 1);
    const counted = { text: file.text, starts };
    this.#starts.set(name, counted);
    return counted;
  }
}
