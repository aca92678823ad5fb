/** Texts that definitions, sequences and includes make of lines, and when that has no end. */
import type { Diagnostics } from "./diagnostic.ts";
import type { Descent, Source } from "./source.ts";

/** Files within files, definitions within definitions; keepalived would run out of stack instead. */
export const DEEPEST = 64;
/** Texts, bytes of them, and files that may come up in all. */
const MOST_TEXTS = 250_000;
const MOST_BYTES = 16_000_000;
const MOST_FILES = 30_000;
/** Texts that one line may make, and how many more with each round of a sequence: definitions that double each other grow fast. */
const MOST_OF_LINE = 5_000;
const MOST_OF_ROUND = 200;

export class MadeTexts {
  readonly #diagnostics: Diagnostics;
  #texts = 0;
  #bytes = 0;
  #files = 0;
  /** Texts that the present line may still make. */
  #left = MOST_OF_LINE;
  #gaveUp = false;

  constructor(diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics;
  }

  /** Another line of a file: what an earlier one made had no end, this one's may have. */
  nextLine(): void {
    this.#gaveUp = false;
    this.#left = MOST_OF_LINE;
  }

  /** @param depth how many texts the line was made of */
  make(from: Descent, text: string, depth: number): Source | undefined {
    if (this.#gaveUp) return undefined;
    this.#count(from, text);
    const few = this.#texts <= MOST_TEXTS && this.#bytes <= MOST_BYTES && this.#files <= MOST_FILES;
    if (few && this.#left >= 0 && depth < DEEPEST) return { name: from.at.source.name, text, from };
    this.#gaveUp = true;
    const message =
      "definitions, sequences and includes do not come to an end here: the rest of it is ignored";
    this.#diagnostics.add("definition-too-deep", "error", from.at, message, { pass: "parent" });
    return undefined;
  }

  #count({ kind }: Descent, text: string): void {
    this.#left += kind === "sequence" ? MOST_OF_ROUND : -1;
    if (kind === "include") {
      this.#files += 1;
      return;
    }
    this.#texts += 1;
    this.#bytes += text.length;
  }
}
