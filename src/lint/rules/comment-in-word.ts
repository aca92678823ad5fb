/** A `#` or `!` within a word, which begins a comment there as anywhere else. */
import { readable } from "../../config/source.ts";
import type { Rule } from "../rule.ts";
import { linesWith, type TextLine, type TextWord, wordsOf } from "../text-lines.ts";

/** Their words are characters of any kind, so that nothing else shows whether a comment is meant. */
const secretKeywords: ReadonlySet<string> = new Set(["auth_pass", "key", "password"]);

/** Behind a number or an address the comment is one, only without its blank. */
const isPlainValue = /^[\d.:/+-]+$/;

/** No comment anybody would write: one word of ASCII right behind the character. */
const isRestOfWord = /^[#!]+[\x21-\x7e]+\s*$/;

export const commentInWord: Rule = {
  id: "text/comment-in-word",
  level: "warning",
  summary: "A comment begins in the middle of a word.",
  explanation:
    "'#' and '!' begin a comment wherever they stand outside quotes, also in the middle of a word: `auth_pass ab#c` is the password " +
    "`ab`, and a router_id `lvs#1` is `lvs`. keepalived says nothing. Put the word in quotes if the character belongs to it; put a " +
    "blank before the character if a comment is meant. In a password it is an error, elsewhere a warning.",
  bad: "global_defs {\n    router_id lvs#1\n}\n",
  good: 'global_defs {\n    router_id "lvs#1"\n    vrrp_version 2 # as the peer\n}\n',
  check(subject, report) {
    for (const line of linesWith(subject, /[^\s"{}#!\\][#!]/g, "#!")) {
      const words = wordsOf(line);
      const cut = words.findIndex(({ touchesComment }) => touchesComment);
      const [keyword, word] = [words[0], words[cut]];
      if (keyword === undefined || word === undefined || cut === 0 || word.kind === "quoted") continue;
      const rest = restOf(line, word);
      const isSecret = secretKeywords.has(keyword.text);
      if (!isSecret && (isPlainValue.test(word.text) || !isRestOfWord.test(rest))) continue;
      const sign = rest[0] ?? "#";
      const runsAs = isSecret ? `its first ${bytes(word.text.length)}` : `'${readable(word.text)}'`;
      const { source, start } = word.at;
      report(
        { source, start, end: word.at.end + rest.trimEnd().length },
        `'${sign}' begins a comment also within a word: ${keyword.text} runs as ${runsAs}`,
        {
          remedy: `put the whole word in quotes, or a blank before '${sign}' if a comment is meant`,
          ...(isSecret ? { level: "error" as const } : {}),
        },
      );
    }
  },
};

function restOf({ text, start }: TextLine, { at }: TextWord): string {
  return text.slice(at.end - start);
}

function bytes(count: number): string {
  return count === 1 ? "byte" : `${count} bytes`;
}
