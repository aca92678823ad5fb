/** The rules about a file's text, whatever its keywords say. */
import type { Rule } from "./rule.ts";
import { commentInWord } from "./rules/comment-in-word.ts";
import { crlf } from "./rules/crlf.ts";
import { lookalikeCharacter } from "./rules/lookalike-character.ts";
import { trailingSemicolon } from "./rules/trailing-semicolon.ts";

export const textRules: readonly Rule[] = [commentInWord, crlf, lookalikeCharacter, trailingSemicolon];
