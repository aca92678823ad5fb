/** The fixes that findings carry, as an editor's code actions. */
import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  type Range,
  type TextEdit,
} from "vscode-languageserver-types";
import { readable } from "../config/source.ts";
import type { Fix } from "../lint/finding.ts";
import type { FindPositions } from "./diagnostics.ts";

/** A finding as it was shown, with what mends it. */
export interface Mendable {
  readonly diagnostic: Diagnostic;
  readonly fix: Fix;
}

/** Those of the findings that touch the range. */
export function quickFixes(
  mendables: readonly Mendable[],
  range: Range,
  positionsOf: FindPositions,
  uriOf: (file: string) => string,
): CodeAction[] {
  return mendables
    .filter(({ diagnostic }) => touch(diagnostic.range, range))
    .map(({ diagnostic, fix }) => ({
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      isPreferred: true,
      edit: { changes: changesOf(fix.edits, positionsOf, uriOf) },
    }));
}

interface FileTextEdit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  /** One character is one byte. */
  readonly text: string;
}

/** Edits of bytes as edits of an editor's documents. */
export function changesOf(
  edits: readonly FileTextEdit[],
  positionsOf: FindPositions,
  uriOf: (file: string) => string,
): Record<string, TextEdit[]> {
  const changes: Record<string, TextEdit[]> = {};
  for (const { file, start, end, text } of edits) {
    const edit = { range: positionsOf(file).range({ start, end }), newText: readable(text) };
    const uri = uriOf(file);
    const own = changes[uri] ?? [];
    own.push(edit);
    changes[uri] = own;
  }
  return changes;
}

function touch(a: Range, b: Range): boolean {
  return isBefore(a.start, b.end) && isBefore(b.start, a.end);
}

function isBefore(a: Range["start"], b: Range["start"]): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character);
}
