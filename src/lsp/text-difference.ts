/** What differs between two texts, as one edit. */
import type { TextEdit } from "../config/text-edit.ts";

/** Both texts have one character a byte; the edit begins and ends with whole characters of UTF-8. */
export function editBetween(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  while (start > 0 && isInside(before, start)) start--;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail])
    tail++;
  while (tail > 0 && isInside(before, before.length - tail)) tail--;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

/** Whether a byte continues a character. */
function isInside(text: string, offset: number): boolean {
  return (text.charCodeAt(offset) & 0xc0) === 0x80;
}
