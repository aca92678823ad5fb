/** Which definitions a file has and which it uses: what linters are told of both. */
import type { Diagnostics } from "./diagnostic.ts";
import type { Replaced, UndefinedUse } from "./replace-definitions.ts";
import type { Span } from "./source.ts";

/** Names as a line uses them, whether or not they are known. */
const reference = /\$\{?([A-Za-z_]\w*)/g;

export class DefinitionUses {
  readonly #diagnostics: Diagnostics;
  /** The definitions that no line has used so far, by name. */
  readonly #unused = new Map<string, Span>();
  readonly #used = new Set<string>();

  constructor(diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics;
  }

  define(name: string, at: Span): void {
    if (!this.#used.has(name)) this.#unused.set(name, at);
  }

  replaced({ used, undefinedUses }: Replaced): void {
    for (const name of used) this.#use(name);
    for (const use of undefinedUses) this.#sayUndefined(use);
  }

  /** A line that a condition leaves out uses what it names all the same: for another configuration id. */
  leftOut(text: string): void {
    for (const [, name = ""] of text.matchAll(reference)) this.#use(name);
  }

  /** Says which definitions no line has used. */
  finish(): void {
    for (const [name, at] of this.#unused) {
      const message = `nothing uses the definition '$${name}': remove it, or write $${name} where it belongs`;
      this.#diagnostics.add("definition-unused", "hint", at, message, { pass: "parent" });
    }
  }

  #use(name: string): void {
    this.#used.add(name);
    this.#unused.delete(name);
  }

  #sayUndefined({ at, written, quoted, first }: UndefinedUse): void {
    // In quotes it may be a shell's variable, and within a word a password's or a pattern's dollar sign.
    if (quoted) return;
    if (written.startsWith("${")) {
      const message = `nothing above defines '${written}', so it is cut at its braces, which are taken for a block's`;
      this.#diagnostics.add("reference-cut", "hint", at, message, { pass: "parent" });
      this.#diagnostics.cause ??= at;
    } else if (first) {
      const message = `nothing above defines '${written}', so it stays as these very characters`;
      this.#diagnostics.add("reference-literal", "hint", at, message, { pass: "parent" });
    }
  }
}
