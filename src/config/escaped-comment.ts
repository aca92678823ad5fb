/** `\#` and `\!`: what keepalived's first reading takes for the bare character, and its processes for a comment after all. */

export interface Unescaped {
  /** The line without comment, the characters literal. */
  readonly text: string;
  /** The same with another character in their place, so that none begins a comment; every offset fits. */
  readonly masked: string;
  /** Offsets in `text` at which a backslash was left out before. */
  readonly dropped: readonly number[];
}

const MASK = "\x01";

/** Takes the backslashes away as the parent's reading does: not within quotes, and a backslash before a backslash means nothing. */
export function unescapeComments(line: string): Unescaped {
  let text = "";
  let masked = "";
  let quoted = false;
  const dropped: number[] = [];
  for (let at = 0; at < line.length; at++) {
    const character = line[at] ?? "";
    const next = line[at + 1] ?? "";
    if (!quoted && character === "\\" && (next === "#" || next === "!")) {
      dropped.push(text.length);
      text += next;
      masked += MASK;
      at++;
      continue;
    }
    if (!quoted && (character === "#" || character === "!")) break;
    if (character === '"') quoted = !quoted;
    const taken = !quoted && character === "\\" && next === "\\" ? "\\\\" : character;
    text += taken;
    masked += taken;
    at += taken.length - 1;
  }
  return { text, masked, dropped };
}
