/** Formats a file only as far as keepalived reads the same before and after. */
import { formatText } from "./format-text.ts";
import { type LoadContext, loadConfig } from "./load.ts";
import { readPieces } from "./pieces.ts";
import { sameModel } from "./same-model.ts";

export type Formatting =
  | { readonly kind: "formatted"; readonly text: string }
  /** Any change of blanks would change what is read. */
  | { readonly kind: "left"; readonly why: string };

/** The second formatting of a text seldom finds anything to do; what takes more than this many is left alone. */
const MOST_TURNS = 4;

export function formatConfig(file: string, text: string, indent: number, context: LoadContext): Formatting {
  let current = text;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const next = formattedOnce(file, text, current, indent, context);
    if (next === undefined) return { kind: "left", why: "with other blanks it would be read otherwise" };
    if (next === current) return { kind: "formatted", text: current };
    current = next;
  }
  return { kind: "left", why: "each formatting of it differs from the one before" };
}

/** With braces where they belong, or, where that would be read otherwise, where they are. */
function formattedOnce(
  file: string,
  text: string,
  current: string,
  indent: number,
  context: LoadContext,
): string | undefined {
  for (const braces of [true, false]) {
    const formatted = formatText(current, { indent, braces });
    if (formatted === current || readsTheSame(file, text, formatted, context)) return formatted;
  }
  return undefined;
}

function readsTheSame(file: string, before: string, after: string, context: LoadContext): boolean {
  if (wordsOf(before) !== wordsOf(after)) return false;
  const [one, other] = [loadConfig(file, before, context), loadConfig(file, after, context)];
  return (
    sameModel(one.unfrozen, other.unfrozen) && messagesOf(one.diagnostics) === messagesOf(other.diagnostics)
  );
}

function wordsOf(text: string): string {
  const pieces = readPieces(text);
  const words: string[] = [];
  for (let index = 0; index < pieces.count; index++) {
    const written = text.slice(pieces.start(index), pieces.end(index));
    if (pieces.kind(index) !== "lineEnd") words.push(`${pieces.kind(index)} ${written.trimEnd()}`);
  }
  return words.join("\n");
}

/** Lines may move, what is said of them not. */
function messagesOf(diagnostics: ReturnType<typeof loadConfig>["diagnostics"]): string {
  return diagnostics
    .map(({ code, severity, message }) => `${code} ${severity} ${message.replace(/\b[Ll]ines? \d+/g, "")}`)
    .sort()
    .join("\n");
}
