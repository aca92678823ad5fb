/** JSON with the place of everything in it, so that a mistake in a settings file can be pointed at. */

export interface JsonMember {
  readonly name: string;
  /** Where the name begins. */
  readonly at: number;
  readonly value: JsonNode;
}

export type JsonNode = { readonly at: number } & (
  | { readonly kind: "object"; readonly members: readonly JsonMember[] }
  | { readonly kind: "array"; readonly items: readonly JsonNode[] }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "other"; readonly value: number | boolean | null }
);

/** Something that is not as it must be, at an offset of the text. */
export class JsonMistake extends Error {
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.name = "JsonMistake";
    this.at = at;
  }
}

/** Deeper than any settings are; without a limit the text could exhaust the stack. */
const DEEPEST = 20;

/** Throws JsonMistake. */
export function readJson(text: string): JsonNode {
  const reader = new JsonReader(text);
  const node = reader.value(0);
  reader.end();
  return node;
}

class JsonReader {
  readonly #text: string;
  #at: number;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.startsWith("\u{feff}") ? 1 : 0;
  }

  end(): void {
    this.#blanks();
    if (this.#at < this.#text.length) this.#fail("nothing may follow the closing brace");
  }

  value(depth: number): JsonNode {
    this.#blanks();
    const at = this.#at;
    if (depth > DEEPEST) this.#fail("it is nested too deeply");
    switch (this.#text[at]) {
      case "{":
        return { kind: "object", at, members: this.#list("}", () => this.#member(depth)) };
      case "[":
        return { kind: "array", at, items: this.#list("]", () => this.value(depth + 1)) };
      case '"':
        return { kind: "string", at, value: this.#string() };
      default:
        return { kind: "other", at, value: this.#other() };
    }
  }

  #member(depth: number): JsonMember {
    this.#blanks();
    const at = this.#at;
    if (this.#text[at] !== '"') this.#fail("a name in double quotes is expected");
    const name = this.#string();
    this.#blanks();
    if (this.#text[this.#at] !== ":") this.#fail(`a colon is expected behind "${name}"`);
    this.#at++;
    return { name, at, value: this.value(depth + 1) };
  }

  #list<T>(closing: string, read: () => T): T[] {
    const items: T[] = [];
    this.#at++;
    this.#blanks();
    if (this.#text[this.#at] === closing) {
      this.#at++;
      return items;
    }
    for (;;) {
      items.push(read());
      this.#blanks();
      const next = this.#text[this.#at];
      if (next !== closing && next !== ",") this.#fail(`a comma or '${closing}' is expected`);
      this.#at++;
      if (next === closing) return items;
    }
  }

  #string(): string {
    const match = this.#take(/"(?:[^"\\\n]|\\.)*"/y);
    if (match === undefined) this.#fail("the string has no closing quote on its line");
    try {
      return JSON.parse(match) as string;
    } catch {
      this.#at -= match.length;
      return this.#fail("the string has an escape or a control character that JSON does not know");
    }
  }

  #other(): number | boolean | null {
    const word = this.#take(/[\w.+-]+/y);
    if (word === undefined) {
      this.#fail(this.#at >= this.#text.length ? "the text ends too early" : "a value is expected");
    }
    try {
      return JSON.parse(word) as number | boolean | null;
    } catch {
      this.#at -= word.length;
      return this.#fail(`'${word.slice(0, 40)}' is no JSON value`);
    }
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #blanks(): void {
    this.#take(/[ \t\r\n]*/y);
  }

  #fail(message: string): never {
    throw new JsonMistake(this.#at, message);
  }
}
