/** What an editor shows for the word under the cursor. */
import { readable } from "../config/source.ts";
import { codeBlock, explanationOf, helpText } from "./keyword-help.ts";
import { definitionsOf, type FileOffset, includeAt, nameAt } from "./names-at.ts";
import { isInComment, type Statement, statementAt } from "./outline.ts";
import type { Project } from "./project.ts";

export interface HoverText {
  /** Markdown. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Lines shown of what a name stands for. */
const SHOWN_LINES = 15;

export function hoverAt(project: Project, at: FileOffset): HoverText | undefined {
  const file = project.files.get(at.file);
  if (file === undefined || isInComment(file.outline, at.offset)) return undefined;
  const named = nameAt(project, at);
  const defined = named === undefined ? undefined : definitionsOf(project, named)[0];
  const isUse = named?.role === "used" && defined !== undefined;
  if (isUse) return { text: definitionText(project, defined), start: named.start, end: named.end };
  const include = includeAt(project, at);
  if (include !== undefined) {
    const list = include.targets.map((target) => `- ${readable(target)}`);
    const text = list.length === 0 ? "No file is included here." : ["Included here:", "", ...list].join("\n");
    return { text, start: include.start, end: include.end };
  }
  const statement = statementAt(file.outline, at.offset);
  const word = statement?.words.find(({ start, end }) => start <= at.offset && at.offset <= end);
  if (statement === undefined || word === undefined) return undefined;
  const text = keywordText(statement);
  return text === undefined ? undefined : { text, start: word.start, end: word.end };
}

/** Of the keyword whose line it is, or of the list whose entry it is. */
function keywordText({ context, words, found }: Statement): string | undefined {
  const isEntry = context.kind === "list";
  const path = isEntry ? context.path.slice(0, -1) : context.path;
  const name = isEntry ? context.path.at(-1) : found && words[0]?.raw;
  const explanation = name === undefined ? undefined : explanationOf(path, name);
  return explanation === undefined ? undefined : helpText(explanation);
}

function definitionText(
  project: Project,
  { file, statement }: { file: string; statement?: { start: number; end: number } },
): string {
  const text = project.files.get(file)?.text ?? "";
  const { start, end } = statement ?? { start: 0, end: 0 };
  const lines = readable(text.slice(start, end)).trim().split(/\r?\n/);
  const shown = lines.length > SHOWN_LINES ? [...lines.slice(0, SHOWN_LINES), "..."] : lines;
  return codeBlock(shown);
}
