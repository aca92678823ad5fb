/** Lines of the files that were read, and columns in them as others count. */
import { readable } from "../config/source.ts";
import type { ReadFile } from "./subject.ts";

export class SourceLines {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #lines = new Map<string, readonly string[]>();

  constructor(files: readonly ReadFile[]) {
    this.#texts = new Map(files.map(({ name, text }) => [name, text]));
  }

  /** Bytes as characters (latin1), without the line's end; undefined where no such line was read. */
  line(file: string, line: number): string | undefined {
    // Split when first asked for: most files of a clean run never are.
    const known = this.#lines.get(file) ?? this.#texts.get(file)?.split("\n") ?? [];
    this.#lines.set(file, known);
    return known[line - 1]?.replace(/\r$/, "");
  }

  /** A column that counts bytes as one that counts UTF-16 code units, as JavaScript, SARIF and most editors do. */
  utf16Column(file: string, line: number, column: number): number {
    const text = this.line(file, line);
    if (text === undefined || column <= 1) return column;
    const before = text.slice(0, column - 1);
    return readable(before).length + 1 + (column - 1 - before.length);
  }
}
