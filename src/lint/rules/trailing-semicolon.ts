/** A `;` or `,` at the end of a line, as other programs' files have it. */
import { placeOf, readable } from "../../config/source.ts";
import type { Rule } from "../rule.ts";
import { linesWith, wordsOf } from "../text-lines.ts";

/** Whatever stands behind them is taken as it is, and may well end so. */
const takesAnything = /^(auth_pass|key|password|notify|script|misc_path|quorum_|header|user_agent)/;

export const trailingSemicolon: Rule = {
  id: "text/trailing-semicolon",
  level: "warning",
  summary: "A line ends with a semicolon or comma that becomes part of its last word.",
  explanation:
    "A line of keepalived.conf ends with its newline; ';' and ',' are characters like any other. `interface eth0;` is an interface of " +
    "the name `eth0;`, which no host has. Where the word is a number or one of a list keepalived refuses it, elsewhere it says " +
    "nothing. Remove the sign.",
  bad: "global_defs {\n    router_id lvs01;\n}\n",
  good: "global_defs {\n    router_id lvs01\n}\n",
  check(subject, report) {
    let said: ReadonlySet<string> | undefined;
    for (const line of linesWith(subject, /[;,](?=[ \t\r]*(?:\n|[#!]|$))/g, ";,")) {
      const words = wordsOf(line);
      const [keyword, last] = [words[0], words[words.length - 1]];
      if (keyword === undefined || last === undefined || last.kind === "quoted") continue;
      if (!/[;,]$/.test(last.text) || takesAnything.test(keyword.text)) continue;
      const { start } = last.at;
      said ??= new Set(
        subject.diagnostics
          .filter(({ severity }) => severity !== "hint")
          .map(({ place }) => `${place.file}:${place.line}`),
      );
      const { file, line: number } = placeOf({ ...last.at, start });
      if (said.has(`${file}:${number}`)) continue;
      const sign = last.text.slice(-1);
      report(last.at, `'${sign}' does not end a line, it is part of the word: '${readable(last.text)}'`, {
        remedy: `write '${readable(last.text.slice(0, -1))}'`,
      });
    }
  },
};
