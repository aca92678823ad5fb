/** `$NAME=value` lines: what a name stands for, and where that was written. */
import type { Span } from "./source.ts";

export interface Definition {
  readonly name: string;
  /** Several lines are parted by newlines. */
  readonly value: string;
  /** For each line of the value where it begins there, and where its characters are written. */
  readonly lines: readonly { readonly start: number; readonly written: Span }[];
}

export interface ReadDefinition {
  readonly definition: Definition;
  /** Further lines, which are lines like any other. */
  readonly rest: Span | undefined;
}

/** Reads a definition piece; of a value of several lines the backslashes, comments and empty lines are gone. */
export function readDefinition({ source, start, end }: Span): ReadDefinition {
  const text = source.text.slice(start, end);
  const equals = text.indexOf("=");
  const lines: { start: number; written: Span }[] = [];
  let value = "";
  let rest: Span | undefined;
  for (let from = equals + 1; from <= text.length; ) {
    const newline = text.indexOf("\n", from);
    const until = newline === -1 ? text.length : newline;
    const [first, last] = contentOf(text, from, until, newline !== -1);
    if (last > first || (newline === -1 && lines.length === 0)) {
      if (lines.length > 0) value += "\n";
      lines.push({ start: value.length, written: { source, start: start + first, end: start + last } });
      value += text.slice(first, last);
    }
    from = until + 1;
    // In the copy that the parent makes for its children no include is left, so a value ends there.
    if (lines.length > 1 && isInclude.test(text.slice(first, last)) && newline !== -1) {
      rest = { source, start: start + from, end };
      break;
    }
  }
  return { definition: { name: text.slice(1, equals), value, lines }, rest };
}

const isInclude = /^include[rmwba]?[ \t\v\f]/;

/** The part of one line that counts: no blanks around it, no comment, no backslash that only continues it. */
function contentOf(text: string, from: number, until: number, continued: boolean): [number, number] {
  let last = commentStart(text, from, until);
  let first = from;
  const isBlank = (at: number) => " \t\v\f\r".includes(text[at] ?? "x");
  const trim = () => {
    while (last > first && isBlank(last - 1)) last--;
  };
  trim();
  if (continued && text[last - 1] === "\\") {
    last--;
    trim();
  }
  while (first < last && isBlank(first)) first++;
  return [first, last];
}

/** Where the comment of a line begins, its end when it has none: quotes protect what stands in them. */
function commentStart(text: string, from: number, until: number): number {
  let quoted = false;
  for (let at = from; at < until; at++) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === "#" || character === "!")) return at;
  }
  return until;
}
