/** The words of a command line keyword: its line is split again by shell-like rules instead of the file's own. */
import type { Word } from "./line.ts";

export interface ScriptWords {
  readonly words: readonly Word[];
  /** The quote that nothing closes; the line is unusable then. `isSaid`: reading the file's words has said so. */
  readonly open?: { readonly quote: string; readonly isSaid: boolean };
}

/**
 * Splits what stands behind the keyword: both kinds of quotes hold words together and may join inside a word, and a
 * backslash takes the next character as it is. The spans are those of the text as written.
 */
export function scriptWords(words: readonly [Word, ...Word[]]): ScriptWords {
  const [keyword] = words;
  const last = words[words.length - 1] ?? keyword;
  const { source } = keyword;
  // Where a double quote is not closed, the file's own rules have dropped the rest of the line already.
  const dropped = source.text.slice(last.end).split("\n", 1)[0] ?? "";
  if (/^[^#!]*"/.test(dropped.slice(last.quoted ? 1 : 0))) {
    return { words: [], open: { quote: '"', isSaid: true } };
  }
  const found: Word[] = [];
  let at = keyword.end;
  while (at < last.end) {
    if (isBlank(source.text[at])) {
      at++;
      continue;
    }
    const start = at;
    let raw = "";
    let quote: string | undefined;
    let quoted = false;
    for (; at < last.end; at++) {
      const character = source.text[at] ?? "";
      if (quote === undefined && isBlank(character)) break;
      if (character === quote) quote = undefined;
      else if (quote === undefined && (character === '"' || character === "'")) {
        quote = character;
        quoted = true;
      } else if (character === "\\" && at + 1 < last.end) raw += source.text[++at];
      else raw += character;
    }
    if (quote !== undefined) return { words: [], open: { quote, isSaid: false } };
    found.push({ raw, quoted, source, start, end: at });
  }
  return { words: found };
}

function isBlank(character: string | undefined): boolean {
  return character !== undefined && " \t\v\f\r".includes(character);
}
