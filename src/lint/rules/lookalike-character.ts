/** Blanks, digits, braces and quotes of other alphabets, which keepalived takes for letters like any other. */
import { readable } from "../../config/source.ts";
import type { Rule } from "../rule.ts";
import { linesBeyondAscii, wordsOf } from "../text-lines.ts";

/** What they look like; the full-width forms of ASCII (U+FF01 to U+FF5E) are computed. */
const lookalikes: Readonly<Record<string, string>> = {
  "\u00a0": " ",
  "\u2002": " ",
  "\u2003": " ",
  "\u2009": " ",
  "\u202f": " ",
  "\u3000": " ",
  "\u2010": "-",
  "\u2011": "-",
  "\u2013": "-",
  "\u2018": "'",
  "\u2019": "'",
  "\u201c": '"',
  "\u201d": '"',
  "\u3002": ".",
};

const FULL_WIDTH_OFFSET = 0xfee0;
const invisible = /\u200b|\u200c|\u200d|\u2060/g;
const anyLookalike =
  /[\u00a0\u2002\u2003\u2009\u202f\u3000\u2010\u2011\u2013\u2018\u2019\u201c\u201d\u3002\uff01-\uff5e]/g;

export const lookalikeCharacter: Rule = {
  id: "text/lookalike-character",
  level: "error",
  summary: "A character looks like a blank, a digit, a brace or a quote and is none.",
  explanation:
    "A no-break space, a full-width digit or a curved quote comes from a web page or an input method. For keepalived it is a letter: " +
    "`priority\u00a0100` is a single unknown word, curved quotes are part of the name that they surround, and a full-width brace opens " +
    "nothing. The line is ignored or means something else. Type it anew with plain ASCII characters.",
  bad: "global_defs {\n    router_id\u00a0lvs01\n}\n",
  good: "global_defs {\n    router_id lvs01 # caf\u00e9\u00a0noir\n}\n",
  check(subject, report) {
    for (const line of linesBeyondAscii(subject)) {
      for (const { at, text, kind } of wordsOf(line)) {
        // In quotes the text is what somebody wants to be read.
        if (kind === "quoted") continue;
        const shown = readable(text).replace(invisible, "\u200b");
        const meant = plainOf(shown);
        // Where other letters remain it is a text in another language, perhaps a comment without its sign.
        if (meant === shown || /[^\x20-\x7e]/.test(meant)) continue;
        const [character = ""] = shown.match(anyLookalike) ?? shown.match(invisible) ?? [];
        report(at, `'${shown}' is one word: ${nameOf(character)} is a letter like any other here`, {
          remedy: `write ${meant.trim()}`,
        });
      }
    }
  },
};

function plainOf(text: string): string {
  return text
    .replace(invisible, "")
    .replace(
      anyLookalike,
      (character) =>
        lookalikes[character] ?? String.fromCharCode(character.charCodeAt(0) - FULL_WIDTH_OFFSET),
    );
}

function nameOf(character: string): string {
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  const shown = character.trim() === "" || character === "\u200b" ? "" : `'${character}' `;
  return `${shown}(U+${code})`;
}
