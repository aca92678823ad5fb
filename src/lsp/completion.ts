/** What may be written at a place: keywords of the block, words that a keyword takes, names that there are. */
import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  InsertTextFormat,
  MarkupKind,
} from "vscode-languageserver-types";
import { readable } from "../config/source.ts";
import type { ProperKeyword } from "../config/table-entries.ts";
import { assertNever } from "../values/assert-never.ts";
import { explanationOf, helpText } from "./keyword-help.ts";
import { nameKindAt } from "./names.ts";
import type { FileOffset } from "./names-at.ts";
import {
  type Context,
  contextAt,
  findKeyword,
  isInComment,
  type OutlineWord,
  statementAt,
} from "./outline.ts";
import type { Project } from "./project.ts";

export interface Completions {
  readonly items: readonly CompletionItem[];
  /** The word that an item replaces. */
  readonly start: number;
  readonly end: number;
}

const nothing: readonly CompletionItem[] = [];

/** @param snippets whether the editor knows what `$0` in a text means */
export function completionsAt(project: Project, at: FileOffset, snippets: boolean): Completions {
  const { offset } = at;
  const file = project.files.get(at.file);
  const none = { items: nothing, start: offset, end: offset };
  if (file === undefined || isInComment(file.outline, offset)) return none;
  const { outline, text } = file;
  const words = statementAt(outline, offset)?.words ?? [];
  const current = words.find(({ start, end }) => start <= offset && offset <= end);
  const replaced = { start: current?.start ?? offset, end: current?.end ?? offset };
  const typed = text.slice(replaced.start, offset);
  if (typed.startsWith("$")) return { items: definitionItems(project), ...replaced };
  const before = words.filter(({ end, start }) => end < offset && start < replaced.start);
  const context = contextAt(outline, offset);
  return { items: itemsFor(project, context, before, snippets), ...replaced };
}

function itemsFor(
  project: Project,
  context: Context,
  before: readonly OutlineWord[],
  snippets: boolean,
): readonly CompletionItem[] {
  switch (context.kind) {
    case "unknown":
      return nothing;
    case "list": {
      const names = nameItems(
        project,
        nameKindAt({ context, found: undefined, words: before }, before.length),
      );
      if (names.length > 0) return names;
      return choiceItems(context.list.entry.syntax, before.length);
    }
    case "block": {
      const [first] = before;
      if (first === undefined) return keywordItems(context, snippets);
      const found = findKeyword(first.raw, context.keywords);
      if (found === undefined) return nothing;
      const names = nameItems(project, nameKindAt({ context, found, words: before }, before.length));
      if (names.length > 0) return names;
      return choiceItems(syntaxOf(found.target), before.length - 1);
    }
    default:
      return assertNever(context);
  }
}

function keywordItems(context: Context & { kind: "block" }, snippets: boolean): CompletionItem[] {
  return Object.values(context.keywords).flatMap((written) => {
    const target = findKeyword(written.name, context.keywords)?.target;
    const explanation = explanationOf(context.path, written.name);
    if (target === undefined || explanation === undefined) return [];
    const isOld = written.deprecated !== undefined;
    const hasBraces = target.kind === "block" || (target.kind === "list" && target.braces);
    return {
      label: written.name,
      kind: hasBraces ? CompletionItemKind.Module : CompletionItemKind.Property,
      detail: explanation.form,
      documentation: { kind: MarkupKind.Markdown, value: helpText(explanation) },
      ...(isOld ? { tags: [CompletionItemTag.Deprecated] } : {}),
      // What is not to be written any more stands last.
      sortText: `${isOld ? "1" : "0"}${written.name}`,
      ...(snippets
        ? { insertText: snippetOf(written.name, target), insertTextFormat: InsertTextFormat.Snippet }
        : {}),
    };
  });
}

function snippetOf(name: string, target: ProperKeyword): string {
  switch (target.kind) {
    case "flag":
      return name;
    case "value":
      return `${name} $0`;
    case "list":
      return target.braces ? `${name} {\n    $0\n}` : `${name} $0`;
    case "block":
      return target.head === undefined ? `${name} {\n    $0\n}` : `${name} \${1} {\n    $0\n}`;
    default:
      return assertNever(target);
  }
}

function syntaxOf(target: ProperKeyword): string {
  switch (target.kind) {
    case "flag":
      return "";
    case "value":
      return target.form.syntax;
    case "list":
      return target.entry.syntax;
    case "block":
      return target.head?.syntax ?? "";
    default:
      return assertNever(target);
  }
}

/** The words that a syntax such as `NAT|DR|TUN [type ipip|gue]` has in its place `index`, that are written as they stand. */
export function choicesIn(syntax: string, index: number): string[] {
  const forms = syntax.split(" | ").map((form) => form.replace(/<[^>]*>/g, "<>").split(/\s+/));
  const repeats = syntax.endsWith("...");
  return forms.flatMap((places) => {
    const place = places[index] ?? (repeats ? places[0] : undefined) ?? "";
    return place
      .replace(/[[\]]/g, "")
      .split("|")
      .filter((word) => /^[A-Za-z0-9][\w.-]*$/.test(word));
  });
}

function choiceItems(syntax: string, index: number): CompletionItem[] {
  return choicesIn(syntax, index).map((label) => ({ label, kind: CompletionItemKind.EnumMember }));
}

function nameItems({ names }: Project, wanted: string | undefined): CompletionItem[] {
  const defined = names.filter(({ kind, role }) => kind === wanted && role === "defined");
  return [...new Set(defined.map(({ name }) => name))].map((name) => ({
    label: readable(name),
    kind: CompletionItemKind.Reference,
    detail: wanted as string,
  }));
}

function definitionItems({ names }: Project): CompletionItem[] {
  const defined = names.filter(({ kind, role }) => kind === "definition" && role === "defined");
  return [...new Set(defined.map(({ name }) => name))].map((name) => ({
    label: `\${${name}}`,
    kind: CompletionItemKind.Variable,
    // Editors compare it with what is typed, which may have no brace.
    filterText: `$${name}`,
  }));
}
