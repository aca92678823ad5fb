/** How many columns of a terminal a text takes. */

const NONE = /[\p{Mn}\p{Me}\p{Cf}]/u;
const TWO =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6\p{Emoji_Presentation}]/u;

export function displayWidth(character: string): 0 | 1 | 2 {
  // Nearly all of a configuration is ASCII.
  if (character < "\u{300}") return 1;
  if (NONE.test(character)) return 0;
  return TWO.test(character) ? 2 : 1;
}
