/** text/lookalike-character */
import { expect, test } from "vitest";
import { lookalikeCharacter } from "../../../src/lint/rules/lookalike-character.ts";
import { findingsOf } from "../lint-text.ts";
import { ruleCases } from "./rule-cases.ts";

const globals = (line: string) => `global_defs {\n    ${line}\n}\n`;

ruleCases(lookalikeCharacter, {
  accept: [
    { title: "a comment", text: globals("router_id a # \u3000（１）") },
    { title: "a text in quotes", text: globals('router_id "a\u00a0b"') },
    { title: "a name in another language", text: globals("router_id 主，") },
    { title: "letters with accents", text: globals("router_id caf\u00e9") },
  ],
  reject: [
    {
      title: "a no-break space",
      text: globals("router_id\u00a0lvs01"),
      findings: ["2:5-21 'router_id\u00a0lvs01' is one word: (U+00A0) is a letter like any other here"],
      remedy: "write router_id lvs01",
    },
    {
      title: "a full-width number",
      text: globals("vrrp_version ３"),
      findings: ["2:18-21 '３' is one word: '３' (U+FF13) is a letter like any other here"],
      remedy: "write 3",
    },
    {
      title: "curved quotes",
      text: globals("router_id “lvs01”"),
      findings: ["2:15-26 '“lvs01”' is one word: '“' (U+201C) is a letter like any other here"],
      remedy: 'write "lvs01"',
    },
    {
      title: "what cannot be seen",
      text: globals("router_id lvs\u200b01"),
      findings: ["2:15-23 'lvs\u200b01' is one word: (U+200B) is a letter like any other here"],
      remedy: "write lvs01",
    },
  ],
});

test("what reading says of the same word is not said again", () => {
  expect(findingsOf(globals("router_id\u00a0lvs01")).map(({ rule }) => rule)).toEqual([
    lookalikeCharacter.id,
  ]);
  expect(findingsOf(globals("vrrp_version ３")).map(({ rule }) => rule)).toEqual([lookalikeCharacter.id]);
});
