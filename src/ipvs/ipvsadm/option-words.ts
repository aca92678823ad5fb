/** Words of a command line as options, the way popt(3) reads them: bundled letters, attached values, no abbreviations. */
import { longOptions, type OptionEntry, shortOptions } from "./options.ts";

export type ReadOption =
  | {
      readonly kind: "option";
      readonly entry: OptionEntry;
      readonly value?: string;
      /** The whole word that it stands in. */
      readonly word: string;
    }
  /** Of what is behind it nothing is read. */
  | {
      readonly kind: "unreadable";
      readonly reason: "unknown" | "no-value" | "no-argument";
      readonly word: string;
    };

/** Reads one option at a time: which of two mistakes is told depends on which comes first. */
export class OptionWords {
  /** Words that belong to no option, of those read so far. */
  readonly rest: string[] = [];
  readonly #words: readonly string[];
  #next = 0;
  /** Letters of a bundle that are still to be read. */
  #bundle = "";
  #bundleWord = "";

  constructor(words: readonly string[]) {
    this.#words = words;
  }

  /** undefined at the end. */
  next(): ReadOption | undefined {
    if (this.#bundle !== "") return this.#letter();
    for (let word = this.#take(); word !== undefined; word = this.#take()) {
      if (word === "--") {
        this.rest.push(...this.#words.slice(this.#next));
        this.#next = this.#words.length;
      } else if (word.startsWith("--")) {
        return this.#long(word);
      } else if (word.startsWith("-") && word.length > 1) {
        this.#bundle = word.slice(1);
        this.#bundleWord = word;
        return this.#letter();
      } else {
        this.rest.push(word);
      }
    }
    return undefined;
  }

  #take(): string | undefined {
    return this.#words[this.#next++];
  }

  #long(word: string): ReadOption {
    const equals = word.indexOf("=");
    const entry = longOptions.get(word.slice(2, equals < 0 ? undefined : equals));
    if (entry === undefined) return { kind: "unreadable", reason: "unknown", word };
    const attached = equals < 0 ? undefined : word.slice(equals + 1);
    if (entry.argument !== "none") return this.#withValue(entry, attached, word, word);
    if (attached !== undefined) return { kind: "unreadable", reason: "no-argument", word };
    return { kind: "option", entry, word };
  }

  #letter(): ReadOption {
    const letter = this.#bundle[0] ?? "";
    const behind = this.#bundle.slice(1);
    const word = this.#bundleWord;
    this.#bundle = "";
    const entry = shortOptions.get(letter);
    if (entry === undefined) return { kind: "unreadable", reason: "unknown", word };
    if (entry.argument !== "none") {
      const attached = behind.startsWith("=") ? behind.slice(1) : behind;
      return this.#withValue(entry, behind === "" ? undefined : attached, word, `-${letter}`);
    }
    if (behind.startsWith("=")) return { kind: "unreadable", reason: "no-argument", word };
    this.#bundle = behind;
    return { kind: "option", entry, word };
  }

  /** A value that must be there may begin with a dash, one that may be missing may not. */
  #withValue(entry: OptionEntry, attached: string | undefined, word: string, shown: string): ReadOption {
    if (attached !== undefined) return { kind: "option", entry, value: attached, word };
    if (entry.argument === "optional" && (this.#words[this.#next] ?? "-").startsWith("-")) {
      return { kind: "option", entry, word };
    }
    const value = this.#take();
    if (value === undefined) return { kind: "unreadable", reason: "no-value", word: shown };
    return { kind: "option", entry, value, word };
  }
}
